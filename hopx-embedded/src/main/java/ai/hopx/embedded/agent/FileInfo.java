/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package ai.hopx.embedded.agent;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

import com.fasterxml.jackson.annotation.JsonProperty;

import ai.hopx.embedded.runtime.FileEntry;

/**
 * A file as the wire shows it, under all the names that clients read.
 *
 * @param name last part of the path
 * @param path absolute path
 * @param size size in bytes
 * @param directory whether it is a folder
 * @param dir the same again
 * @param permissions such as {@code drwxr-xr-x}
 * @param mode such as {@code 0755}
 * @param modifiedTime when it was last changed
 * @param modified the same again
 */
record FileInfo(String name, String path, long size, @JsonProperty("is_directory") boolean directory,
		@JsonProperty("is_dir") boolean dir, String permissions, String mode, Instant modifiedTime, Instant modified) {

	static FileInfo of(FileEntry entry) {
		Instant modified = entry.modified().truncatedTo(ChronoUnit.MILLIS);
		return new FileInfo(entry.name(), entry.path(), entry.size(), entry.directory(), entry.directory(),
				entry.permissions(), entry.mode(), modified, modified);
	}

}

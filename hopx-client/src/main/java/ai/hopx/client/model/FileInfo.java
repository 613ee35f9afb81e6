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

package ai.hopx.client.model;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A file or directory in a sandbox.
 *
 * @param name its name
 * @param path its path, or its name where the agent gave no path
 * @param size its size in bytes
 * @param directory whether it is a directory
 * @param permissions its permissions, such as {@code drwxr-xr-x} or {@code 0644}
 * @param modifiedTime when it was last written
 */
public record FileInfo(String name, String path, @Nullable Long size, boolean directory, @Nullable String permissions,
		@Nullable Instant modifiedTime) {

	/**
	 * Agents differ in how they spell three of the fields, and some send two spellings.
	 */
	@JsonCreator
	static FileInfo read(@JsonProperty("name") @Nullable String name, @JsonProperty("path") @Nullable String path,
			@JsonProperty("size") @Nullable Long size,
			@JsonProperty("is_directory") @JsonAlias({ "is_dir", "isDir" }) @Nullable Boolean directory,
			@JsonProperty("permissions") @Nullable String permissions, @JsonProperty("mode") @Nullable String mode,
			@JsonProperty("modified_time") @JsonAlias({ "modified", "mtime" }) @Nullable Instant modifiedTime) {
		String anyPermissions = (permissions != null) ? permissions : mode;
		boolean isDirectory = (directory != null) ? directory
				: anyPermissions != null && anyPermissions.startsWith("d");
		return new FileInfo(name(name, path), path(name, path), size, isDirectory, anyPermissions, modifiedTime);
	}

	private static String name(@Nullable String name, @Nullable String path) {
		if (name != null) {
			return name;
		}
		return (path != null) ? path.substring(path.lastIndexOf('/') + 1) : "";
	}

	private static String path(@Nullable String name, @Nullable String path) {
		if (path != null) {
			return path;
		}
		return (name != null) ? name : "";
	}

}

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

import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is in a directory of a sandbox.
 *
 * @param files the files and directories; agents send {@code null} where there are none
 * @param missing what the reply lacked
 */
public record FileList(List<FileInfo> files, @Nullable String missing) implements Checked {

	@JsonCreator
	static FileList read(@JsonProperty("files") @Nullable JsonNode files) {
		if (files == null || !(files.isArray() || files.isNull())) {
			return new FileList(List.of(), "files");
		}
		List<FileInfo> entries = files.valueStream()
			.map((file) -> HopxJson.mapper().treeToValue(file, FileInfo.class))
			.filter(Objects::nonNull)
			.toList();
		return new FileList(entries, null);
	}

}

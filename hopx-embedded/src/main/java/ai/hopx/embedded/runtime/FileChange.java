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

package ai.hopx.embedded.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Something that happened to a file or folder.
 *
 * @param kind what happened
 * @param path where, as the sandbox's callers name it
 * @param oldPath what it was called before it was {@link Kind#RENAMED}, else {@code null}
 */
public record FileChange(Kind kind, String path, @Nullable String oldPath) {

	/**
	 * What can happen. A folder that is renamed is deleted and created with all that is
	 * in it.
	 */
	public enum Kind {

		CREATED, MODIFIED, DELETED, RENAMED

	}

}

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

import java.time.Instant;

/**
 * One file or folder of a sandbox.
 *
 * @param name last part of the path
 * @param path absolute path inside the sandbox
 * @param size size in bytes
 * @param directory whether it is a folder
 * @param mode permissions in octal, such as {@code 0644}
 * @param permissions permissions as {@code ls -l} shows them, such as {@code drwxr-xr-x}
 * @param modified when it was last changed
 */
public record FileEntry(String name, String path, long size, boolean directory, String mode, String permissions,
		Instant modified) {
}

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

import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The files of one sandbox. Paths are the sandbox's own; a relative one is below
 * {@code /workspace}. Every path is checked where links are resolved, inside the sandbox:
 * one that ends outside {@code /workspace} and {@code /tmp} is a {@link RuntimeFailure}
 * with reason {@link RuntimeFailure.Reason#PATH_NOT_ALLOWED}.
 */
public interface SandboxFiles {

	Mono<FileEntry> stat(String path);

	Mono<List<FileEntry>> list(String path);

	Mono<Boolean> exists(String path);

	/**
	 * Read a file piece by piece, as fast as the subscriber asks.
	 * @param path the file
	 * @return its bytes; the buffers belong to the subscriber
	 */
	Flux<ByteBuffer> read(String path);

	/**
	 * Write a file piece by piece, as fast as the disk takes it. Nothing of it is visible
	 * under its name before all of it has arrived.
	 * @param path the file
	 * @param content its bytes
	 * @param mode octal permissions such as {@code 0644}, or {@code null} for 0644 or,
	 * where the file exists, its own
	 * @param overwrite whether an existing file is replaced; otherwise it is a failure
	 * with reason {@link RuntimeFailure.Reason#FILE_ALREADY_EXISTS}
	 * @return the file as written; missing parent folders were made
	 */
	Mono<FileEntry> write(String path, Publisher<ByteBuffer> content, @Nullable String mode, boolean overwrite);

	Mono<FileEntry> mkdir(String path);

	/**
	 * Remove a file or, with all that is in it, a folder.
	 * @param path the file or folder
	 * @return completion
	 */
	Mono<Void> remove(String path);

	/**
	 * Watch a folder with all that is in it.
	 * @param path the folder; one that a link leads to, if that is allowed to be seen
	 * @return changes as they come, until it is cancelled or the folder is gone: first an
	 * empty list when the watch has begun. While nothing is requested, changes of the
	 * same file become one
	 */
	Flux<List<FileChange>> watch(String path);

}

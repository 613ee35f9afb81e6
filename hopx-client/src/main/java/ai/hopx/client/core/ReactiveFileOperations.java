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

package ai.hopx.client.core;

import java.nio.file.Path;

import ai.hopx.client.model.FileInfo;
import ai.hopx.client.stream.FileEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;

/**
 * Files of one sandbox, without blocking. Safe for use from many threads.
 * <p>
 * Paths are the sandbox's and judged by it: agents let {@code /workspace} and
 * {@code /tmp} be reached and answer 403 {@code PATH_NOT_ALLOWED} for others. A file that
 * is not there is a {@link ai.hopx.client.SandboxFileNotFoundException}. What fails on
 * this machine's side is a {@link ai.hopx.client.HopxException} caused by an
 * {@link java.io.IOException}. Bytes stay bytes: nothing is guessed to be text or Base64.
 *
 * @see FileOperations
 */
public interface ReactiveFileOperations {

	/**
	 * Read a text file: {@code GET /files/read}. Bytes that are no UTF-8 are lost; use
	 * {@link #readBytes} for what may not be text.
	 * @param path the file
	 * @return its text
	 */
	Mono<String> readText(String path);

	/**
	 * Read a file into memory: {@code GET /files/download}.
	 * @param path the file
	 * @return its bytes. {@link ai.hopx.client.UnexpectedResponseException} where it is
	 * larger than {@code hopx.http.max-in-memory-size}: {@link #download(String, Path)}
	 * knows no limit
	 */
	Mono<byte[]> readBytes(String path);

	/**
	 * Write a text file, in UTF-8: {@code POST /files/write}. Its directories are made.
	 * @param path the file
	 * @param text its text
	 * @return completion
	 */
	Mono<Void> write(String path, String text);

	/**
	 * Write a text file, in UTF-8: {@code POST /files/write}. Its directories are made.
	 * @param path the file
	 * @param text its text
	 * @param options how to write it
	 * @return completion. {@link ai.hopx.client.HopxConflictException} where it is there
	 * already and may not be replaced
	 */
	Mono<Void> write(String path, String text, WriteOptions options);

	/**
	 * Write a file: {@code POST /files/upload}.
	 * @param path the file
	 * @param bytes its content
	 * @return completion
	 */
	Mono<Void> write(String path, byte[] bytes);

	/**
	 * Write a file: {@code POST /files/upload}. An upload knows no options, so where
	 * there are any an empty file is made with them first, by {@code POST /files/write}.
	 * If the upload then fails, the empty file stays.
	 * @param path the file
	 * @param bytes its content
	 * @param options how to write it
	 * @return completion. {@link ai.hopx.client.HopxConflictException} where it is there
	 * already and may not be replaced
	 */
	Mono<Void> write(String path, byte[] bytes, WriteOptions options);

	/**
	 * List a directory: {@code GET /files/list}.
	 * @param path the directory
	 * @return what is in it, not what is below
	 */
	Flux<FileInfo> list(String path);

	/**
	 * Return whether a file or directory is there: {@code GET /files/exists}.
	 * @param path the file or directory
	 * @return what the agent says. What it cannot say is an error and not {@code false}
	 */
	Mono<Boolean> exists(String path);

	/**
	 * Make a directory and those above it: {@code POST /files/mkdir}. One that is there
	 * already is a success.
	 * @param path the directory
	 * @return completion
	 */
	Mono<Void> mkdir(String path);

	/**
	 * Remove a file, or a directory with all that is in it: {@code DELETE /files/remove}.
	 * @param path the file or directory
	 * @return completion
	 */
	Mono<Void> remove(String path);

	/**
	 * Send a file of this machine, piece by piece: {@code POST /files/upload}.
	 * @param source the file
	 * @param path the file in the sandbox
	 * @return completion
	 */
	Mono<Void> upload(Path source, String path);

	/**
	 * Send a resource, piece by piece: {@code POST /files/upload}.
	 * @param source the resource. It is opened anew where the upload is refused at first,
	 * for an old token, say
	 * @param path the file in the sandbox
	 * @return completion
	 */
	Mono<Void> upload(Resource source, String path);

	/**
	 * Send data as it comes: {@code POST /files/upload}.
	 * @param source the data. Subscribed anew where the upload is refused at first, for
	 * an old token, say. Its buffers are released
	 * @param path the file in the sandbox
	 * @return completion
	 */
	Mono<Void> upload(Flux<DataBuffer> source, String path);

	/**
	 * Fetch a file as it comes: {@code GET /files/download}.
	 * @param path the file in the sandbox
	 * @return its content; every buffer must be released by the subscriber
	 */
	Flux<DataBuffer> download(String path);

	/**
	 * Fetch a file onto this machine: {@code GET /files/download}. It is written beside
	 * the target and moved there when it is complete, so that nobody sees half of it,
	 * also where this fails or is cancelled.
	 * @param path the file in the sandbox
	 * @param target the file on this machine, replaced where it is there already. Its
	 * directory must exist
	 * @return completion
	 */
	Mono<Void> download(String path, Path target);

	/**
	 * Watch a directory and all below it, or a file: {@code /files/watch}. To cancel ends
	 * the watch. Changes that were made before the agent has begun to watch are not told.
	 * @param path the directory or file
	 * @return its changes, without end. {@link ai.hopx.client.HopxTransportException}
	 * where the connection or the service ended the watch
	 */
	Flux<FileEvent> watch(String path);

}

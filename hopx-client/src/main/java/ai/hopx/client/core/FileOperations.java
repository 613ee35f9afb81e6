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
import java.util.List;
import java.util.stream.Stream;

import ai.hopx.client.model.FileInfo;
import ai.hopx.client.stream.FileEvent;

import org.springframework.core.io.Resource;

/**
 * Files of one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveFileOperations}, which says what it sends. Safe for use from many
 * threads.
 * <p>
 * Paths are the sandbox's and judged by it. A file that is not there is a
 * {@link ai.hopx.client.SandboxFileNotFoundException}. What fails on this machine's side
 * is a {@link ai.hopx.client.HopxException} caused by an {@link java.io.IOException}.
 */
public interface FileOperations {

	/**
	 * Read a text file. Bytes that are no UTF-8 are lost; use {@link #readBytes} for what
	 * may not be text.
	 * @param path the file
	 * @return its text
	 */
	String readText(String path);

	/**
	 * Read a file into memory.
	 * @param path the file
	 * @return its bytes
	 * @throws ai.hopx.client.UnexpectedResponseException where it is larger than
	 * {@code hopx.http.max-in-memory-size}
	 */
	byte[] readBytes(String path);

	/**
	 * Write a text file, in UTF-8. Its directories are made.
	 * @param path the file
	 * @param text its text
	 */
	void write(String path, String text);

	/**
	 * Write a text file, in UTF-8. Its directories are made.
	 * @param path the file
	 * @param text its text
	 * @param options how to write it
	 * @throws ai.hopx.client.HopxConflictException where it is there already and may not
	 * be replaced
	 */
	void write(String path, String text, WriteOptions options);

	/**
	 * Write a file.
	 * @param path the file
	 * @param bytes its content
	 */
	void write(String path, byte[] bytes);

	/**
	 * Write a file. Where there are options, an empty file is made with them first.
	 * @param path the file
	 * @param bytes its content
	 * @param options how to write it
	 * @throws ai.hopx.client.HopxConflictException where it is there already and may not
	 * be replaced
	 */
	void write(String path, byte[] bytes, WriteOptions options);

	/**
	 * List a directory.
	 * @param path the directory
	 * @return what is in it, not what is below
	 */
	List<FileInfo> list(String path);

	/**
	 * Return whether a file or directory is there.
	 * @param path the file or directory
	 * @return what the agent says. What it cannot say is an exception and not
	 * {@code false}
	 */
	boolean exists(String path);

	/**
	 * Make a directory and those above it. One that is there already is a success.
	 * @param path the directory
	 */
	void mkdir(String path);

	/**
	 * Remove a file, or a directory with all that is in it.
	 * @param path the file or directory
	 */
	void remove(String path);

	/**
	 * Send a file of this machine, piece by piece.
	 * @param source the file
	 * @param path the file in the sandbox
	 */
	void upload(Path source, String path);

	/**
	 * Send a resource, piece by piece.
	 * @param source the resource. It is opened anew where the upload is refused at first,
	 * for an old token, say
	 * @param path the file in the sandbox
	 */
	void upload(Resource source, String path);

	/**
	 * Fetch a file onto this machine, piece by piece. It is written beside the target and
	 * moved there when it is complete.
	 * @param path the file in the sandbox
	 * @param target the file on this machine, replaced where it is there already. Its
	 * directory must exist
	 */
	void download(String path, Path target);

	/**
	 * Watch a directory and all below it, or a file: {@code /files/watch}. Changes that
	 * were made before the agent has begun to watch are not told.
	 * @param path the directory or file
	 * @return its changes, without end; must be closed, which ends the watch
	 */
	Stream<FileEvent> watch(String path);

}

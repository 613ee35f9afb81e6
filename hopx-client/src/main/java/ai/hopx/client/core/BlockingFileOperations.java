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
 * Waits for {@link ReactiveFileOperations}.
 */
record BlockingFileOperations(ReactiveFileOperations reactive) implements FileOperations {

	@Override
	public String readText(String path) {
		return Blocking.await(this.reactive.readText(path));
	}

	@Override
	public byte[] readBytes(String path) {
		return Blocking.await(this.reactive.readBytes(path));
	}

	@Override
	public void write(String path, String text) {
		Blocking.awaitOptional(this.reactive.write(path, text));
	}

	@Override
	public void write(String path, String text, WriteOptions options) {
		Blocking.awaitOptional(this.reactive.write(path, text, options));
	}

	@Override
	public void write(String path, byte[] bytes) {
		Blocking.awaitOptional(this.reactive.write(path, bytes));
	}

	@Override
	public void write(String path, byte[] bytes, WriteOptions options) {
		Blocking.awaitOptional(this.reactive.write(path, bytes, options));
	}

	@Override
	public List<FileInfo> list(String path) {
		return Blocking.await(this.reactive.list(path).collectList());
	}

	@Override
	public boolean exists(String path) {
		return Blocking.await(this.reactive.exists(path));
	}

	@Override
	public void mkdir(String path) {
		Blocking.awaitOptional(this.reactive.mkdir(path));
	}

	@Override
	public void remove(String path) {
		Blocking.awaitOptional(this.reactive.remove(path));
	}

	@Override
	public void upload(Path source, String path) {
		Blocking.awaitOptional(this.reactive.upload(source, path));
	}

	@Override
	public void upload(Resource source, String path) {
		Blocking.awaitOptional(this.reactive.upload(source, path));
	}

	@Override
	public void download(String path, Path target) {
		Blocking.awaitOptional(this.reactive.download(path, target));
	}

	@Override
	public Stream<FileEvent> watch(String path) {
		return BlockingStreams.of(this.reactive.watch(path));
	}

}

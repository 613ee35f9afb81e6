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
import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.SandboxFileNotFoundException;
import ai.hopx.client.model.FileContent;
import ai.hopx.client.model.FileExistence;
import ai.hopx.client.model.FileInfo;
import ai.hopx.client.model.FileList;
import ai.hopx.client.model.FileReply;
import ai.hopx.client.stream.FileEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.util.unit.DataSize;

/**
 * The agent's calls about files.
 */
final class AgentFiles implements ReactiveFileOperations {

	private static final String NO_OPTIONS = "The options must not be null: use WriteOptions.defaults()";

	private static final String NO_SOURCE = "There is nothing to upload: the source must not be null";

	private final HopxExchange agent;

	private final OperationObserver observer;

	private final DataSize maxInMemorySize;

	private final AgentStreams streams;

	AgentFiles(HopxExchange agent, OperationObserver observer, DataSize maxInMemorySize, AgentStreams streams) {
		this.agent = agent;
		this.observer = observer;
		this.maxInMemorySize = maxInMemorySize;
		this.streams = streams;
	}

	@Override
	public Mono<String> readText(String path) {
		return Mono.defer(() -> this.agent.retrieve(at(Endpoint.READ_FILE, path), FileContent.class))
			.map(FileContent::content);
	}

	@Override
	public Mono<byte[]> readBytes(String path) {
		return InMemory.read(download(path), this.maxInMemorySize);
	}

	@Override
	public Mono<Void> write(String path, String text) {
		return write(path, text, WriteOptions.defaults());
	}

	@Override
	public Mono<Void> write(String path, String text, WriteOptions options) {
		return Mono.defer(() -> {
			Arguments.present(options, NO_OPTIONS);
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("path", Arguments.path(path));
			body.put("content", Arguments.present(text, "There is no text to write: use \"\" for an empty file"));
			if (options.mode() != null) {
				body.put("mode", options.mode());
			}
			if (options.overwrite() != null) {
				body.put("overwrite", options.overwrite());
			}
			return change(HopxRequest.to(Endpoint.WRITE_FILE).json(body).build());
		});
	}

	@Override
	public Mono<Void> write(String path, byte[] bytes) {
		return write(path, bytes, WriteOptions.defaults());
	}

	@Override
	public Mono<Void> write(String path, byte[] bytes, WriteOptions options) {
		return this.observer.observe("write-file", Mono.defer(() -> {
			Arguments.present(options, NO_OPTIONS);
			Arguments.present(bytes, "There are no bytes to write: use an empty array for an empty file");
			Mono<Void> upload = upload(new ByteArrayResource(bytes), path);
			return options.equals(WriteOptions.defaults()) ? upload : write(path, "", options).then(upload);
		}));
	}

	@Override
	public Flux<FileInfo> list(String path) {
		return Mono.defer(() -> this.agent.retrieve(at(Endpoint.LIST_FILES, path), FileList.class))
			.flatMapIterable(FileList::files);
	}

	@Override
	public Mono<Boolean> exists(String path) {
		return Mono.defer(() -> this.agent.retrieve(at(Endpoint.FILE_EXISTS, path), FileExistence.class))
			.map(FileExistence::exists)
			.onErrorResume(SandboxFileNotFoundException.class, AgentFiles::isAnswer);
	}

	/**
	 * An agent that says of the file that it is not there has answered. One that does not
	 * have the call has not.
	 */
	private static Mono<Boolean> isAnswer(SandboxFileNotFoundException error) {
		return "FILE_NOT_FOUND".equals(error.getCode()) || "DIRECTORY_NOT_FOUND".equals(error.getCode())
				? Mono.just(false) : Mono.error(error);
	}

	@Override
	public Mono<Void> mkdir(String path) {
		return Mono.defer(() -> change(
				HopxRequest.to(Endpoint.MAKE_DIRECTORY).json(Map.of("path", Arguments.path(path))).build()));
	}

	@Override
	public Mono<Void> remove(String path) {
		return Mono.defer(() -> change(at(Endpoint.REMOVE_FILE, path)));
	}

	@Override
	public Mono<Void> upload(Path source, String path) {
		return Mono.defer(() -> upload(new FileSystemResource(Arguments.present(source, NO_SOURCE)), path));
	}

	@Override
	public Mono<Void> upload(Resource source, String path) {
		return Mono.defer(() -> ResourceContent.of(Arguments.present(source, NO_SOURCE)))
			.flatMap((content) -> upload(content.length(), content.flux(), path));
	}

	@Override
	public Mono<Void> upload(Flux<DataBuffer> source, String path) {
		return upload(-1, source, path);
	}

	private Mono<Void> upload(long length, Flux<DataBuffer> source, String path) {
		return Mono.defer(() -> {
			Arguments.present(source, NO_SOURCE);
			HopxRequest request = HopxRequest.to(Endpoint.UPLOAD_FILE)
				.query("path", Arguments.path(path))
				.stream(new UploadForm(path).body(length, source))
				.build();
			return change(request);
		});
	}

	@Override
	public Flux<DataBuffer> download(String path) {
		return Flux.defer(() -> this.agent.stream(at(Endpoint.DOWNLOAD_FILE, path)));
	}

	@Override
	public Mono<Void> download(String path, Path target) {
		return Mono
			.defer(() -> PartialFile.write(download(path), Arguments.present(target, "Name the file to download to")));
	}

	@Override
	public Flux<FileEvent> watch(String path) {
		return this.streams.watch(path);
	}

	private Mono<Void> change(HopxRequest request) {
		return this.agent.retrieve(request, FileReply.class).then();
	}

	private static HopxRequest at(Endpoint endpoint, String path) {
		return HopxRequest.to(endpoint).query("path", Arguments.path(path)).build();
	}

}

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
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;

import org.springframework.util.Assert;

/**
 * Files of a sandbox, worked on by its supervisor.
 */
final class SupervisorFiles implements SandboxFiles {

	private static final byte[] NOTHING = new byte[0];

	// Pieces of a file that may be on their way to a slow subscriber
	private static final int READ_AHEAD = 8;

	private final SupervisorLink link;

	private final Map<String, Path> roots;

	/**
	 * Create the files.
	 * @param link the conversation with the supervisor
	 * @param roots where {@code /workspace} and {@code /tmp} are on this machine
	 */
	SupervisorFiles(SupervisorLink link, Map<String, Path> roots) {
		this.link = link;
		this.roots = roots;
	}

	@Override
	public Mono<FileEntry> stat(String path) {
		return this.link.ask(request("stat", path), (header, payload) -> entry(header.path("entry")));
	}

	@Override
	public Mono<List<FileEntry>> list(String path) {
		return this.link.ask(request("list", path), (header, payload) -> entries(payload));
	}

	@Override
	public Mono<Boolean> exists(String path) {
		return this.link.ask(request("exists", path), (header, payload) -> header.path("exists").asBoolean(false));
	}

	@Override
	public Flux<ByteBuffer> read(String path) {
		return Flux.<ByteBuffer>create((sink) -> {
			int id = this.link.open(request("read", path), NOTHING, new ReadExchange(sink));
			sink.onRequest((pieces) -> this.link.send(id, Map.of("op", "more", "pieces", pieces)));
			sink.onCancel(() -> {
				this.link.drop(id);
				this.link.send(id, Map.of("op", "abort"));
			});
		}).publishOn(Schedulers.parallel(), READ_AHEAD);
	}

	@Override
	public Mono<FileEntry> write(String path, Publisher<ByteBuffer> content, @Nullable String mode, boolean overwrite) {
		Map<String, Object> request = request("write", path);
		request.put("mode", mode);
		request.put("overwrite", overwrite);
		return Mono.<FileEntry>create((sink) -> {
			WriteExchange exchange = new WriteExchange(this.link, sink);
			exchange.start(request, content);
		}).publishOn(Schedulers.parallel());
	}

	@Override
	public Mono<FileEntry> mkdir(String path) {
		return this.link.ask(request("mkdir", path), (header, payload) -> entry(header.path("entry")));
	}

	@Override
	public Mono<Void> remove(String path) {
		return this.link.ask(request("remove", path), (header, payload) -> header).then();
	}

	@Override
	public Flux<List<FileChange>> watch(String path) {
		// The supervisor knows where links lead, and whether that is allowed
		return stat(path).flatMapMany((entry) -> {
			if (!entry.directory()) {
				return Flux.error(new RuntimeFailure(RuntimeFailure.Reason.INVALID_PATH, path + " is not a folder"));
			}
			Path real = Path.of(entry.path());
			String rootName = "/" + real.getName(0);
			Path root = this.roots.get(rootName);
			Assert.state(root != null, "The supervisor names a file outside of its folders");
			return FolderWatch.of(root, rootName, Path.of(rootName).relativize(real));
		}).publishOn(Schedulers.parallel(), 1);
	}

	static FileEntry entry(JsonNode entry) {
		long nanos = entry.path("modified").asLong(0);
		return new FileEntry(entry.path("name").asString(""), entry.path("path").asString(""),
				entry.path("size").asLong(0), entry.path("directory").asBoolean(false), entry.path("mode").asString(""),
				entry.path("permissions").asString(""), Instant.ofEpochSecond(0, nanos));
	}

	private List<FileEntry> entries(byte[] payload) {
		List<FileEntry> entries = new ArrayList<>();
		this.link.json().readTree(payload).forEach((each) -> entries.add(entry(each)));
		return List.copyOf(entries);
	}

	private static Map<String, Object> request(String operation, String path) {
		Map<String, Object> request = new HashMap<>();
		request.put("op", operation);
		request.put("path", path);
		return request;
	}

}

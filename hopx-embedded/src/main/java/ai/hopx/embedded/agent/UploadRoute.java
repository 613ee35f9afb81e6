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

package ai.hopx.embedded.agent;

import java.util.LinkedHashMap;
import java.util.Map;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.FileEntry;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code POST /files/upload}: a multipart form whose file goes to the sandbox piece by
 * piece, never into memory.
 */
final class UploadRoute {

	private static final ResolvableType PART_EVENT = ResolvableType.forClass(PartEvent.class);

	/** Form fields are paths here. */
	private static final int MAX_FIELD = 16 * 1024;

	private final AgentContext context;

	private final PartEventHttpMessageReader reader = new PartEventHttpMessageReader();

	UploadRoute(AgentContext context) {
		this.context = context;
		this.reader.setMaxInMemorySize(MAX_FIELD);
	}

	void addTo(Routes routes) {
		routes.post("/files/upload", this::upload);
	}

	private Mono<ServerResponse> upload(ServerRequest request) {
		MediaType type = request.headers().contentType().orElse(MediaType.APPLICATION_OCTET_STREAM);
		if (!MediaType.MULTIPART_FORM_DATA.isCompatibleWith(type)) {
			throw new ApiException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "UNSUPPORTED_MEDIA_TYPE",
					"An upload is a multipart/form-data with a part 'file'");
		}
		Flux<PartEvent> events = this.reader.read(PART_EVENT, onHeap(request.exchange().getRequest()), Map.of());
		String queryPath = request.queryParam("path").orElse(null);
		return Mono
			.usingWhen(Mono.fromSupplier(() -> new Upload(this.context.files(), queryPath)),
					(upload) -> upload.receive(events), Upload::cleanUp)
			.flatMap((entry) -> Replies.ok(reply(entry)));
	}

	/**
	 * Copy a request's body to the heap, piece by piece: on an upload that breaks off,
	 * the reader forgets to release what it holds (Spring Framework's pull request
	 * 37115), and what is not pooled need not be released.
	 */
	private static ServerHttpRequest onHeap(ServerHttpRequest request) {
		return new ServerHttpRequestDecorator(request) {

			@Override
			public Flux<DataBuffer> getBody() {
				return super.getBody().map(UploadRoute::copy);
			}

		};
	}

	private static DataBuffer copy(DataBuffer buffer) {
		byte[] bytes = new byte[buffer.readableByteCount()];
		buffer.read(bytes);
		DataBufferUtils.release(buffer);
		return DefaultDataBufferFactory.sharedInstance.wrap(bytes);
	}

	private Map<String, Object> reply(FileEntry entry) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("success", true);
		body.put("message", "File uploaded");
		body.put("path", entry.path());
		body.put("size", entry.size());
		body.put("timestamp", this.context.now());
		return body;
	}

}

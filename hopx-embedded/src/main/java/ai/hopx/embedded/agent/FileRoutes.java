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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.FileEntry;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /files}, all but the upload.
 */
final class FileRoutes {

	private static final Pattern MODE = Pattern.compile("0?[0-7]{3,4}");

	private final AgentContext context;

	FileRoutes(AgentContext context) {
		this.context = context;
	}

	void addTo(Routes routes) {
		routes.get("/files/read", this::read)
			.get("/files/download", this::download)
			.get("/files/list", this::list)
			.get("/files/exists", this::exists)
			.post("/files/write", this::write)
			.post("/files/mkdir", this::mkdir)
			.delete("/files/remove", this::remove)
			.post("/files/remove", this::remove);
	}

	private Mono<ServerResponse> read(ServerRequest request) {
		String path = FilePaths.required(request);
		return stat(path)
			.flatMap((entry) -> this.context.files().read(path).collect(() -> new TextContent(entry), TextContent::add))
			.onErrorMap((ex) -> AgentFailures.ofPath(ex, path))
			.flatMap((content) -> Replies.ok(content.reply()));
	}

	private Mono<FileEntry> stat(String path) {
		return this.context.files().stat(path).doOnNext((entry) -> {
			if (entry.directory()) {
				throw new ApiException(HttpStatus.BAD_REQUEST, "INVALID_PATH", path + " is a folder").detail("path",
						path);
			}
		});
	}

	private Mono<ServerResponse> download(ServerRequest request) {
		String path = FilePaths.required(request);
		return stat(path).onErrorMap((ex) -> AgentFailures.ofPath(ex, path)).flatMap((entry) -> {
			Flux<DataBuffer> content = new Download(entry.size()).of(this.context.files().read(path));
			return ServerResponse.ok()
				.contentType(MediaType.APPLICATION_OCTET_STREAM)
				.contentLength(entry.size())
				.header(HttpHeaders.CONTENT_DISPOSITION,
						ContentDisposition.attachment()
							.filename(entry.name(), StandardCharsets.UTF_8)
							.build()
							.toString())
				.body(BodyInserters.fromDataBuffers(content));
		});
	}

	private Mono<ServerResponse> list(ServerRequest request) {
		String path = request.queryParam("path").filter((value) -> !value.isEmpty()).orElse(FilePaths.WORKSPACE);
		return this.context.files()
			.list(FilePaths.checked(path))
			.onErrorMap((ex) -> AgentFailures.ofPath(ex, path))
			.flatMap((entries) -> {
				List<FileInfo> files = entries.stream().map(FileInfo::of).toList();
				return Replies.ok(Map.of("files", files, "path", path, "count", files.size()));
			});
	}

	private Mono<ServerResponse> exists(ServerRequest request) {
		String path = FilePaths.required(request);
		return this.context.files()
			.exists(path)
			.onErrorMap((ex) -> AgentFailures.ofPath(ex, path))
			.flatMap((exists) -> Replies.ok(Map.of("exists", exists, "path", path)));
	}

	private Mono<ServerResponse> write(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			String path = FilePaths.checked(body.text("path"));
			byte[] content = content(body);
			return this.context.files()
				.write(path, Mono.just(ByteBuffer.wrap(content)), mode(body), body.flag("overwrite", true))
				.onErrorMap((ex) -> AgentFailures.ofPath(ex, path))
				.flatMap((entry) -> Replies.ok(changed("File written", entry.path(), entry.size())));
		});
	}

	private static byte[] content(JsonBody body) {
		String content = body.requiredText("content");
		String encoding = body.text("encoding");
		if (encoding == null || "utf-8".equalsIgnoreCase(encoding) || "text".equals(encoding)) {
			return content.getBytes(StandardCharsets.UTF_8);
		}
		if (!"base64".equals(encoding)) {
			throw ApiException.invalidRequest("Encoding '" + encoding + "' is not supported, only base64");
		}
		try {
			// Some encoders break lines; anything else that is foreign is a mistake
			return Base64.getDecoder().decode(content.replace("\r", "").replace("\n", ""));
		}
		catch (IllegalArgumentException ex) {
			throw ApiException.invalidRequest("Field 'content' is no valid base64");
		}
	}

	private static @Nullable String mode(JsonBody body) {
		String mode = body.textOrNumber("mode");
		if (mode != null && !MODE.matcher(mode).matches()) {
			throw ApiException.invalidRequest("Field 'mode' must be octal permissions such as 0644");
		}
		return mode;
	}

	private Mono<ServerResponse> mkdir(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			String path = FilePaths.checked(body.text("path"));
			return this.context.files()
				.mkdir(path)
				.onErrorMap((ex) -> AgentFailures.ofPath(ex, path))
				.flatMap((entry) -> Replies.ok(changed("Folder created", entry.path(), entry.size())));
		});
	}

	private Mono<ServerResponse> remove(ServerRequest request) {
		String path = FilePaths.required(request);
		return this.context.files()
			.remove(path)
			.onErrorMap((ex) -> AgentFailures.ofPath(ex, path))
			.then(Mono.defer(() -> Replies.ok(changed("Removed", path, 0))));
	}

	private Map<String, Object> changed(String message, String path, long size) {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("success", true);
		body.put("message", message);
		body.put("path", path);
		body.put("size", size);
		body.put("timestamp", this.context.now());
		return body;
	}

}

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
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.desktop.Desktop;
import ai.hopx.embedded.desktop.RecordingInfo;
import ai.hopx.embedded.desktop.RecordingInfo.Status;
import ai.hopx.embedded.desktop.RecordingSpec;
import ai.hopx.embedded.desktop.RecordingSpec.Format;
import ai.hopx.embedded.desktop.RecordingSpec.Quality;
import ai.hopx.embedded.desktop.Tool;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;

/**
 * Recordings of a desktop.
 */
final class DesktopRecordingRoutes {

	private static final int USUAL_FRAMES_PER_SECOND = 10;

	private static final double MILLIS = 1000;

	private final AgentContext context;

	DesktopRecordingRoutes(AgentContext context) {
		this.context = context;
	}

	void addTo(DesktopRoutes routes) {
		routes.on("POST /recording/start", this::start, Tool.RECORDER)
			.on("POST /recording/stop", this::stop, Tool.RECORDER)
			.on("GET /recording/status", this::status, Tool.RECORDER)
			.on("GET /recording/download /recording/{id}/download", this::download, Tool.RECORDER);
	}

	private Mono<ServerResponse> start(Desktop desktop, ServerRequest request, JsonBody body) {
		int rate = DesktopFields.optional(body, "fps", USUAL_FRAMES_PER_SECOND, 1, RecordingSpec.MAX_FRAMES_PER_SECOND);
		String quality = DesktopFields.choice(body, "quality", "low", "medium", "high");
		String file = body.text("output_file");
		if (file != null && (file.isBlank() || file.endsWith("/") || file.indexOf('\0') >= 0)) {
			throw DesktopFields.invalid("output_file", "must be the path of a file");
		}
		RecordingSpec spec = new RecordingSpec(rate, format(body, file),
				Quality.valueOf(((quality != null) ? quality : "medium").toUpperCase(Locale.ROOT)), file);
		return desktop.recordings().start(spec).flatMap(DesktopRecordingRoutes::reply);
	}

	private static Format format(JsonBody body, @Nullable String file) {
		String format = DesktopFields.choice(body, "format", "mp4", "webm");
		boolean webm = (format != null) ? "webm".equals(format)
				: (file != null && file.toLowerCase(Locale.ROOT).endsWith(".webm"));
		return webm ? Format.WEBM : Format.MP4;
	}

	private Mono<ServerResponse> stop(Desktop desktop, ServerRequest request, JsonBody body) {
		String field = body.has("recording_id") ? "recording_id" : "id";
		return desktop.recordings()
			.stop(either(body.textOrNumber(field), id(request)))
			.flatMap(DesktopRecordingRoutes::reply);
	}

	private Mono<ServerResponse> status(Desktop desktop, ServerRequest request, JsonBody body) {
		return desktop.recordings().status(id(request)).flatMap(DesktopRecordingRoutes::reply);
	}

	private static @Nullable String id(ServerRequest request) {
		return either(request.queryParam("id").orElse(null), request.queryParam("recording_id").orElse(null));
	}

	private static @Nullable String either(@Nullable String one, @Nullable String other) {
		String id = (one != null && !one.isBlank()) ? one : other;
		return (id != null && !id.isBlank()) ? id : null;
	}

	private static Mono<ServerResponse> reply(RecordingInfo info) {
		Map<String, @Nullable Object> fields = new LinkedHashMap<>();
		fields.put("recording_id", info.id());
		fields.put("status", info.status().name().toLowerCase(Locale.ROOT));
		fields.put("recording", info.status() == Status.RECORDING);
		fields.put("duration", info.duration().toMillis() / MILLIS);
		fields.put("file_size", info.fileSize());
		fields.put("format", info.format().extension());
		fields.put("file_path", info.file());
		fields.put("start_time", info.start());
		fields.put("end_time", info.end());
		return Replies.ok(fields);
	}

	private Mono<ServerResponse> download(Desktop desktop, ServerRequest request, JsonBody body) {
		String id = request.pathVariables().getOrDefault("id", id(request));
		return desktop.recordings().complete(id).flatMap(this::download);
	}

	private Mono<ServerResponse> download(RecordingInfo info) {
		String path = info.file();
		String extension = info.format().extension();
		return this.context.files()
			.stat(path)
			.onErrorMap((ex) -> AgentFailures.ofPath(ex, path))
			.flatMap((entry) -> ServerResponse.ok()
				.contentType(MediaType.valueOf("video/" + extension))
				.contentLength(entry.size())
				.header(HttpHeaders.CONTENT_DISPOSITION,
						ContentDisposition.attachment().filename(info.id() + "." + extension).build().toString())
				.body(BodyInserters.fromDataBuffers(new Download(entry.size()).of(this.context.files().read(path)))));
	}

}

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
import ai.hopx.client.HopxIds;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.desktop.ReactiveRecordingOperations;
import ai.hopx.client.desktop.RecordingOptions;
import ai.hopx.client.model.RecordingInfo;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * The agent's calls about videos of the screen.
 */
record AgentRecordings(DesktopCalls calls) implements ReactiveRecordingOperations {

	@Override
	public Mono<RecordingInfo> start() {
		return start(RecordingOptions.defaults());
	}

	@Override
	public Mono<RecordingInfo> start(RecordingOptions options) {
		return Mono.defer(() -> {
			Arguments.present(options, "'options' must not be null");
			Map<String, Object> body = new LinkedHashMap<>();
			if (options.fps() != null) {
				body.put("fps", options.fps());
			}
			if (options.format() != null) {
				body.put("format", options.format());
			}
			if (options.quality() != null) {
				body.put("quality", options.quality().value());
			}
			if (options.outputFile() != null) {
				body.put("output_file", options.outputFile());
			}
			return this.calls.ask(HopxRequest.to(Endpoint.START_RECORDING).json(body), RecordingInfo.class);
		});
	}

	@Override
	public Mono<RecordingInfo> stop() {
		return stop(Map.of());
	}

	@Override
	public Mono<RecordingInfo> stop(String recordingId) {
		return Mono.defer(() -> stop(Map.of("recording_id", id(recordingId))));
	}

	private Mono<RecordingInfo> stop(Map<String, String> body) {
		return this.calls.ask(HopxRequest.to(Endpoint.STOP_RECORDING).json(body), RecordingInfo.class);
	}

	@Override
	public Mono<RecordingInfo> status() {
		return this.calls.ask(HopxRequest.to(Endpoint.RECORDING_STATUS), RecordingInfo.class);
	}

	@Override
	public Mono<RecordingInfo> status(String recordingId) {
		return Mono.defer(() -> this.calls.ask(HopxRequest.to(Endpoint.RECORDING_STATUS).query("id", id(recordingId)),
				RecordingInfo.class));
	}

	@Override
	public Flux<DataBuffer> download(String recordingId) {
		return Flux
			.defer(() -> this.calls.video(HopxRequest.to(Endpoint.DOWNLOAD_RECORDING).query("id", id(recordingId))));
	}

	@Override
	public Mono<Void> download(String recordingId, Path target) {
		return PartialFile.write(download(recordingId), target);
	}

	private static String id(String recordingId) {
		return HopxIds.check("recording", recordingId);
	}

}

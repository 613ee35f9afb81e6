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

package ai.hopx.client.desktop;

import java.nio.file.Path;

import ai.hopx.client.model.RecordingInfo;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * Videos of the screen of one sandbox, without blocking. Safe for use from many threads.
 *
 * @see RecordingOperations
 */
public interface ReactiveRecordingOperations {

	/**
	 * Start to record, as the agent thinks best: {@code POST /desktop/recording/start}.
	 * @return the recording
	 */
	Mono<RecordingInfo> start();

	/**
	 * Start to record: {@code POST /desktop/recording/start}.
	 * @param options how to record
	 * @return the recording
	 */
	Mono<RecordingInfo> start(RecordingOptions options);

	/**
	 * End the latest recording: {@code POST /desktop/recording/stop}.
	 * @return the recording
	 */
	Mono<RecordingInfo> stop();

	/**
	 * End a recording: {@code POST /desktop/recording/stop}.
	 * @param recordingId id of the recording
	 * @return the recording
	 */
	Mono<RecordingInfo> stop(String recordingId);

	/**
	 * Describe the latest recording: {@code GET /desktop/recording/status}.
	 * @return the recording
	 */
	Mono<RecordingInfo> status();

	/**
	 * Describe a recording: {@code GET /desktop/recording/status}.
	 * @param recordingId id of the recording
	 * @return the recording
	 */
	Mono<RecordingInfo> status(String recordingId);

	/**
	 * Fetch the video of a recording as it comes: {@code GET
	 * /desktop/recording/download}.
	 * @param recordingId id of the recording
	 * @return the video; every buffer must be released by the subscriber
	 */
	Flux<DataBuffer> download(String recordingId);

	/**
	 * Fetch the video of a recording onto this machine: {@code GET
	 * /desktop/recording/download}. It is written beside the target and moved there when
	 * it is complete.
	 * @param recordingId id of the recording
	 * @param target the file on this machine, replaced where it is there already. Its
	 * directory must exist
	 * @return completion
	 */
	Mono<Void> download(String recordingId, Path target);

}

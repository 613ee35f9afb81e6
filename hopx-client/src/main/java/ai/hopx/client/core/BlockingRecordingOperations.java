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

import ai.hopx.client.desktop.ReactiveRecordingOperations;
import ai.hopx.client.desktop.RecordingOperations;
import ai.hopx.client.desktop.RecordingOptions;
import ai.hopx.client.model.RecordingInfo;

/**
 * Waits for {@link ReactiveRecordingOperations}.
 */
record BlockingRecordingOperations(ReactiveRecordingOperations reactive) implements RecordingOperations {

	@Override
	public RecordingInfo start() {
		return Blocking.await(this.reactive.start());
	}

	@Override
	public RecordingInfo start(RecordingOptions options) {
		return Blocking.await(this.reactive.start(options));
	}

	@Override
	public RecordingInfo stop() {
		return Blocking.await(this.reactive.stop());
	}

	@Override
	public RecordingInfo stop(String recordingId) {
		return Blocking.await(this.reactive.stop(recordingId));
	}

	@Override
	public RecordingInfo status() {
		return Blocking.await(this.reactive.status());
	}

	@Override
	public RecordingInfo status(String recordingId) {
		return Blocking.await(this.reactive.status(recordingId));
	}

	@Override
	public void download(String recordingId, Path target) {
		Blocking.awaitOptional(this.reactive.download(recordingId, target));
	}

}

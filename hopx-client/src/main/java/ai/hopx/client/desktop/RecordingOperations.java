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

/**
 * Videos of the screen of one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveRecordingOperations}, which says what it sends. Safe for use from many
 * threads.
 * <p>
 * A video as a stream is there on {@link ReactiveRecordingOperations} only.
 */
public interface RecordingOperations {

	/**
	 * Start to record, as the agent thinks best.
	 * @return the recording
	 */
	RecordingInfo start();

	/**
	 * Start to record.
	 * @param options how to record
	 * @return the recording
	 */
	RecordingInfo start(RecordingOptions options);

	/**
	 * End the latest recording.
	 * @return the recording
	 */
	RecordingInfo stop();

	/**
	 * End a recording.
	 * @param recordingId id of the recording
	 * @return the recording
	 */
	RecordingInfo stop(String recordingId);

	/**
	 * Describe the latest recording.
	 * @return the recording
	 */
	RecordingInfo status();

	/**
	 * Describe a recording.
	 * @param recordingId id of the recording
	 * @return the recording
	 */
	RecordingInfo status(String recordingId);

	/**
	 * Fetch the video of a recording onto this machine. It is written beside the target
	 * and moved there when it is complete.
	 * @param recordingId id of the recording
	 * @param target the file on this machine, replaced where it is there already. Its
	 * directory must exist
	 */
	void download(String recordingId, Path target);

}

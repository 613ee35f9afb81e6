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

package ai.hopx.client.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far a recording is. Open: a status that this version does not know is kept as it
 * came.
 *
 * @param value the service's name of the status
 */
public record RecordingStatus(@JsonValue String value) {

	/**
	 * Goes on.
	 */
	public static final RecordingStatus RECORDING = new RecordingStatus("recording");

	/**
	 * Is over, and can be downloaded.
	 */
	public static final RecordingStatus STOPPED = new RecordingStatus("stopped");

	/**
	 * Came to nothing.
	 */
	public static final RecordingStatus FAILED = new RecordingStatus("failed");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public RecordingStatus {
	}

	@Override
	public String toString() {
		return this.value;
	}

}

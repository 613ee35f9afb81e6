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

package ai.hopx.embedded.desktop;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A recording and how it stands.
 *
 * @param id its id
 * @param status whether it goes on
 * @param format how its file is made
 * @param file where that is
 * @param fileSize bytes that are there
 * @param start when it began
 * @param end when it ended, or {@code null} while it goes on
 * @param duration how long it is
 */
public record RecordingInfo(String id, Status status, RecordingSpec.Format format, String file, long fileSize,
		Instant start, @Nullable Instant end, Duration duration) {

	/**
	 * Whether a recording goes on.
	 */
	public enum Status {

		RECORDING, STOPPED, FAILED

	}

}

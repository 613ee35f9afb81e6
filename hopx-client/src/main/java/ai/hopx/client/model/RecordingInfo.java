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

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A video of a screen. What the agent did not say is {@code null}.
 *
 * @param recordingId its id
 * @param status how far it is
 * @param duration its length so far
 * @param fileSize its size in bytes so far
 * @param format its format
 * @param filePath where it lies in the sandbox
 * @param startTime when it began
 * @param endTime when it was over
 */
public record RecordingInfo(@Nullable String recordingId, @Nullable RecordingStatus status, @Nullable Duration duration,
		@Nullable Long fileSize, @Nullable VideoFormat format, @Nullable String filePath, @Nullable Instant startTime,
		@Nullable Instant endTime) implements Checked {

	@JsonCreator
	static RecordingInfo read(@JsonProperty("recording_id") @JsonAlias("id") @Nullable String recordingId,
			@JsonProperty("recording") @Nullable Boolean recording,
			@JsonProperty("status") @Nullable RecordingStatus status,
			@JsonProperty("duration") @Nullable Double duration, @JsonProperty("file_size") @Nullable Long fileSize,
			@JsonProperty("format") @Nullable VideoFormat format, @JsonProperty("file_path") @Nullable String filePath,
			@JsonProperty("start_time") @Nullable Instant startTime,
			@JsonProperty("end_time") @Nullable Instant endTime) {
		String id = (recordingId != null && recordingId.isBlank()) ? null : recordingId;
		RecordingStatus known = (status != null || recording == null) ? status
				: recording ? RecordingStatus.RECORDING : RecordingStatus.STOPPED;
		return new RecordingInfo(id, known, seconds(duration), fileSize, format, filePath, Tolerant.time(startTime),
				Tolerant.time(endTime));
	}

	/**
	 * An agent that does not know recordings has a status too, which is its own.
	 */
	@Override
	public @Nullable String missing() {
		boolean known = RecordingStatus.RECORDING.equals(this.status) || RecordingStatus.STOPPED.equals(this.status)
				|| RecordingStatus.FAILED.equals(this.status);
		return (this.recordingId == null && this.filePath == null && !known) ? "recording_id" : null;
	}

	private static @Nullable Duration seconds(@Nullable Double seconds) {
		return (seconds != null && seconds >= 0 && seconds < Integer.MAX_VALUE)
				? Duration.ofMillis(Math.round(seconds * 1000)) : null;
	}

	/**
	 * Return whether it goes on.
	 * @return whether its status says so
	 */
	public boolean isRecording() {
		return RecordingStatus.RECORDING.equals(this.status);
	}

}

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

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.model.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * How to record the screen. Immutable: each method returns a copy. {@code null} leaves a
 * choice to the agent.
 *
 * @param fps pictures a second, at least 1
 * @param format format of the video
 * @param quality its quality
 * @param outputFile where in the sandbox to put it
 */
public record RecordingOptions(@Nullable Integer fps, @Nullable VideoFormat format, @Nullable RecordingQuality quality,
		@Nullable String outputFile) {

	private static final RecordingOptions DEFAULTS = new RecordingOptions(null, null, null, null);

	public RecordingOptions {
		if (fps != null && fps < 1) {
			throw new HopxValidationException("'fps' must be at least 1 but is " + fps, HopxError.of(null));
		}
		if (format != null) {
			OpenValues.check("video format", format.value());
		}
		if (outputFile != null) {
			OpenValues.check("recording's file", outputFile);
		}
	}

	/**
	 * Return options that leave everything to the agent.
	 * @return the options
	 */
	public static RecordingOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Set how smooth the video is.
	 * @param fps pictures a second, at least 1
	 * @return a copy
	 */
	public RecordingOptions fps(int fps) {
		return new RecordingOptions(fps, this.format, this.quality, this.outputFile);
	}

	/**
	 * Set the video's format.
	 * @param format the format
	 * @return a copy
	 */
	public RecordingOptions format(VideoFormat format) {
		return new RecordingOptions(this.fps, format, this.quality, this.outputFile);
	}

	/**
	 * Set the video's quality.
	 * @param quality the quality
	 * @return a copy
	 */
	public RecordingOptions quality(RecordingQuality quality) {
		return new RecordingOptions(this.fps, this.format, quality, this.outputFile);
	}

	/**
	 * Set where in the sandbox to put the video. Some agents choose for themselves.
	 * @param outputFile path of the file, such as {@code /workspace/demo.mp4}
	 * @return a copy
	 */
	public RecordingOptions outputFile(String outputFile) {
		return new RecordingOptions(this.fps, this.format, this.quality, outputFile);
	}

}

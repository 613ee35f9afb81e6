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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What to record.
 *
 * @param framesPerSecond pictures a second
 * @param format how the file is made
 * @param quality how good the pictures are
 * @param file where the file goes, below {@code /workspace} or {@code /tmp}; {@code null}
 * for a place of its own
 */
public record RecordingSpec(int framesPerSecond, Format format, Quality quality, @Nullable String file) {

	/** The most pictures a second. */
	public static final int MAX_FRAMES_PER_SECOND = 30;

	/**
	 * How a file is made.
	 */
	public enum Format {

		MP4, WEBM;

		public String extension() {
			return (this == MP4) ? "mp4" : "webm";
		}

		List<String> codec(Quality quality) {
			return (this == MP4)
					? List.of("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-crf", quality.factor)
					: List.of("-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", quality.bitRate);
		}

	}

	/**
	 * How good the pictures are.
	 */
	public enum Quality {

		LOW("35", "400k"), MEDIUM("28", "1M"), HIGH("20", "4M");

		private final String factor;

		private final String bitRate;

		Quality(String factor, String bitRate) {
			this.factor = factor;
			this.bitRate = bitRate;
		}

	}

}

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
 * Format of a video. Open: a format that this version does not know is kept as it came.
 *
 * @param value the service's name of the format
 */
public record VideoFormat(@JsonValue String value) {

	/**
	 * Played by nearly everything.
	 */
	public static final VideoFormat MP4 = new VideoFormat("mp4");

	/**
	 * Free of licences, played by browsers.
	 */
	public static final VideoFormat WEBM = new VideoFormat("webm");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public VideoFormat {
	}

	@Override
	public String toString() {
		return this.value;
	}

}

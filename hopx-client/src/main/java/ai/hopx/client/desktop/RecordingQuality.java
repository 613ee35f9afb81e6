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

/**
 * Quality of a video. Open: other qualities can be named, as the agent names them.
 *
 * @param value the agent's name of the quality
 */
public record RecordingQuality(String value) {

	/**
	 * Small files.
	 */
	public static final RecordingQuality LOW = new RecordingQuality("low");

	/**
	 * Something in between.
	 */
	public static final RecordingQuality MEDIUM = new RecordingQuality("medium");

	/**
	 * Sharp text.
	 */
	public static final RecordingQuality HIGH = new RecordingQuality("high");

	public RecordingQuality {
		OpenValues.check("recording quality", value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}

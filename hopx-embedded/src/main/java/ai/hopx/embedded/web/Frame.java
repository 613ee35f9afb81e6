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

package ai.hopx.embedded.web;

import java.time.Duration;
import java.util.Map;

/**
 * A JSON object on its way to a WebSocket's client.
 *
 * @param fields what it says
 * @param gap time to leave between the frame before it and this one
 */
public record Frame(Map<String, Object> fields, Duration gap) {

	private static final Duration GAP = Duration.ofMillis(5);

	private static final Duration LAST_GAP = Duration.ofMillis(10);

	/**
	 * Return a frame. Frames keep a distance: a widely used client loses those that
	 * arrive together.
	 * @param fields what it says
	 * @return the frame
	 */
	public static Frame of(Map<String, Object> fields) {
		return new Frame(fields, GAP);
	}

	/**
	 * Return a frame that clients wait for, which keeps a larger distance.
	 * @param fields what it says
	 * @return the frame
	 */
	public static Frame last(Map<String, Object> fields) {
		return new Frame(fields, LAST_GAP);
	}

}

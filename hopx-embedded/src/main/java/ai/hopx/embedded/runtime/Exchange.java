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

package ai.hopx.embedded.runtime;

import tools.jackson.databind.JsonNode;

/**
 * One request to a supervisor and all that comes back for it. Called from the reader
 * thread, one call after the other; it must not block.
 */
interface Exchange {

	/**
	 * Take a frame of the answer.
	 * @param event what the frame is: {@code done} is the last one
	 * @param header the frame's first line
	 * @param payload its raw bytes
	 */
	void onFrame(String event, JsonNode header, byte[] payload);

	/**
	 * Take the end of the exchange without an answer, or with a refusal.
	 * @param failure why
	 */
	void onFailure(RuntimeFailure failure);

}

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

package ai.hopx.client;

/**
 * Whether a request may be sent again after a failure that may have come after the
 * service had already acted on it. A request that provably was not sent, or that was
 * refused before any work (429, or 401 once after a token refresh), is sent again
 * whatever its rule.
 */
public enum Replay {

	/**
	 * Sending it twice is the same as sending it once.
	 */
	SAFE,

	/**
	 * Sending it twice could run, create or write something twice.
	 */
	NEVER

}

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

package ai.hopx.client.core;

import java.time.Duration;

/**
 * How a handle came by its sandbox.
 *
 * @param source where the sandbox came from
 * @param duration how long it took until it could be used
 */
public record Acquisition(Source source, Duration duration) {

	/**
	 * Where a sandbox came from.
	 */
	public enum Source {

		/**
		 * Created for this handle.
		 */
		CREATED,

		/**
		 * Created ahead of time, and waiting.
		 */
		WARM,

		/**
		 * There before, and connected to by its id.
		 */
		CONNECTED

	}

}

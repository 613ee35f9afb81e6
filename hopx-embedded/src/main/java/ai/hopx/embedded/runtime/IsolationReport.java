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

import org.jspecify.annotations.Nullable;

/**
 * How code is kept away from the host.
 *
 * @param mode what is in force
 * @param reason why it is not stronger, or {@code null} where it is the strongest
 */
public record IsolationReport(Mode mode, @Nullable String reason) {

	/**
	 * The kinds of isolation.
	 */
	public enum Mode {

		/**
		 * Own user, process, mount and, without internet access, network namespace.
		 */
		BUBBLEWRAP,

		/**
		 * None: the code runs as the user of this JVM and can do what that user can.
		 */
		PLAIN

	}

}

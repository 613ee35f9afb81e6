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

package ai.hopx.client.template;

import ai.hopx.client.model.BuildStatus;

/**
 * What a build tells of itself while it runs.
 */
public sealed interface BuildEvent {

	/**
	 * A line of its log.
	 *
	 * @param text the line, without a line break
	 */
	record Line(String text) implements BuildEvent {
	}

	/**
	 * It has come further, or has ended well, which is the last event.
	 *
	 * @param status how far
	 */
	record Progress(BuildStatus status) implements BuildEvent {
	}

}

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

package ai.hopx.embedded.agent;

import java.time.Duration;

/**
 * How agents behave.
 *
 * @param maxRunTimeout longest time-out that a run can ask for; more is cut to it
 * @param maxBackgroundTimeout longest time-out that a run in the background can ask for
 * @param maskSecrets whether values of variables with secret-looking names are hidden
 * @param requestsPerMinute requests that one agent takes a minute
 * @param desktopStatus status with which calls to a missing desktop are answered
 */
public record AgentSettings(Duration maxRunTimeout, Duration maxBackgroundTimeout, boolean maskSecrets,
		int requestsPerMinute, int desktopStatus) {
}

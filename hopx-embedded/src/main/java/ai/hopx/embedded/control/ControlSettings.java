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

package ai.hopx.embedded.control;

import java.time.Duration;

/**
 * How the control plane behaves.
 *
 * @param apiKey the key that callers need
 * @param bootDelay how long a sandbox takes to boot, at least
 * @param maxSandboxes how many sandboxes may be alive
 * @param requestsPerMinute how many requests are taken a minute
 * @param createsPerMinute how many sandboxes are created a minute
 * @param buildsPerHour how many templates are built in any hour
 * @param buildsPerDay how many templates are built in any 24 hours
 * @param nestedErrors whether errors have the nested form
 */
public record ControlSettings(String apiKey, Duration bootDelay, int maxSandboxes, int requestsPerMinute,
		int createsPerMinute, int buildsPerHour, int buildsPerDay, boolean nestedErrors) {

	@Override
	public String toString() {
		return "ControlSettings[maxSandboxes=" + this.maxSandboxes + "]";
	}

}

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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Health of the agent inside a sandbox.
 *
 * @param status as the agent says it, such as {@code healthy}
 * @param agent name of the agent
 * @param version its version
 * @param uptime how long it runs, as text such as {@code 2h34m12s}
 * @param uptimeSeconds the same in seconds
 * @param vmId the machine that it runs in
 * @param activeStreams open WebSockets
 * @param features what it can do
 */
public record AgentHealth(@Nullable String status, @Nullable String agent, @Nullable String version,
		@Nullable String uptime, @Nullable Double uptimeSeconds, @Nullable String vmId, @Nullable Integer activeStreams,
		Map<String, Object> features) implements Checked {

	public AgentHealth {
		features = Tolerant.map(features);
	}

	/**
	 * Return whether the agent says that it is well.
	 * @return whether the status is {@code ok} or {@code healthy}
	 */
	public boolean isHealthy() {
		return ApiHealth.isHealthy(this.status);
	}

	@Override
	public @Nullable String missing() {
		return StringUtils.hasText(this.status) ? null : "status";
	}

}

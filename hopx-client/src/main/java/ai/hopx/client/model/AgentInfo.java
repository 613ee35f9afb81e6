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

import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * What the agent inside a sandbox says of itself. Which fields are there depends on its
 * version.
 *
 * @param agent name of the agent
 * @param version its version
 * @param os operating system of the sandbox
 * @param arch processor architecture of the sandbox
 * @param ip address of the sandbox in its own network
 * @param port port of the agent there
 * @param vmId the machine that it runs in
 * @param startTime when it started
 * @param uptime how long it runs, as the agent puts it
 * @param features what it can do
 */
public record AgentInfo(@Nullable String agent, @JsonAlias("agent_version") @Nullable String version,
		@JsonAlias("platform") @Nullable String os, @Nullable String arch, @JsonAlias("vm_ip") @Nullable String ip,
		@JsonAlias("vm_port") @Nullable Integer port, @Nullable String vmId, @Nullable Instant startTime,
		@Nullable String uptime, Map<String, Object> features) implements Checked {

	public AgentInfo {
		features = Tolerant.map(features);
	}

	@Override
	public @Nullable String missing() {
		return (this.agent == null && this.version == null) ? "agent" : null;
	}

}

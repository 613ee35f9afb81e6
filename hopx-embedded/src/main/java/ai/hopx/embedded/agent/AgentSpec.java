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

import java.util.Map;

/**
 * The sandbox that an agent serves.
 *
 * @param sandboxId the sandbox's id
 * @param vcpu its cores
 * @param memoryMb its memory in MiB
 * @param diskMb its disk in MiB
 * @param env its first environment variables
 * @param desktop whether its template has a desktop
 */
public record AgentSpec(String sandboxId, int vcpu, int memoryMb, int diskMb, Map<String, String> env,
		boolean desktop) {

	@Override
	public String toString() {
		return "AgentSpec[sandboxId=" + this.sandboxId + "]";
	}

}

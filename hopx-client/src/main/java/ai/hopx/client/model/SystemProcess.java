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

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A process as the sandbox's operating system shows it.
 *
 * @param pid its id, {@code null} where some agents mix in runs that have none
 * @param processId id of the run in the background that it belongs to, as some agents say
 * @param name name of its program
 * @param command its command line
 * @param user whose it is
 * @param status its state, in the words of the operating system
 * @param cpuPercent load that it makes
 * @param memoryMb memory that it uses, in megabytes
 */
public record SystemProcess(@Nullable Long pid, @Nullable String processId, @Nullable String name,
		@JsonAlias("cmdline") @Nullable String command, @JsonAlias("username") @Nullable String user,
		@JsonAlias("state") @Nullable String status, @JsonAlias("cpu") @Nullable Double cpuPercent,
		@JsonAlias("memory") @Nullable Double memoryMb) {

	@Override
	public String toString() {
		// Command lines may hold secrets
		return "SystemProcess[pid=%s, name=%s, status=%s]".formatted(this.pid, this.name, this.status);
	}

}

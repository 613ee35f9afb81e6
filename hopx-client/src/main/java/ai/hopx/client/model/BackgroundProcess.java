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

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A run in the background as lists show it: code or a command. Agents differ in what they
 * say of it, and forget those that ended long ago.
 *
 * @param processId under which it is killed, its execution id where the agent names none
 * @param executionId another id of it
 * @param name its label
 * @param status how far it is, {@link ProcessStatus#UNKNOWN} where the agent did not say
 * @param language language of its code
 * @param command what it runs, perhaps shortened
 * @param pid its process id inside the sandbox
 * @param startTime when it began
 * @param endTime when it ended, {@code null} while it runs
 * @param exitCode its exit code, {@code null} while it runs
 * @param duration how long it has run
 * @param stdout what it printed, perhaps its end only, {@code null} where the agent keeps
 * none
 * @param stderr what it printed as errors, likewise
 */
public record BackgroundProcess(String processId, @Nullable String executionId, @Nullable String name,
		ProcessStatus status, @Nullable String language, @Nullable String command, @Nullable Long pid,
		@Nullable Instant startTime, @Nullable Instant endTime, @Nullable Integer exitCode, @Nullable Duration duration,
		@Nullable String stdout, @Nullable String stderr) {

	/**
	 * Agents differ in how they spell times, and some send two spellings.
	 */
	@JsonCreator
	static BackgroundProcess read(
			@JsonProperty("process_id") @JsonAlias({ "processId", "id" }) @Nullable String processId,
			@JsonProperty("execution_id") @JsonAlias("executionId") @Nullable String executionId,
			@JsonProperty("name") @Nullable String name, @JsonProperty("status") @Nullable ProcessStatus status,
			@JsonProperty("language") @Nullable String language, @JsonProperty("command") @Nullable String command,
			@JsonProperty("pid") @Nullable Long pid, @JsonProperty("start_time") @Nullable Instant startTime,
			@JsonProperty("started_at") @Nullable Instant startedAt,
			@JsonProperty("end_time") @Nullable Instant endTime,
			@JsonProperty("completed_at") @Nullable Instant completedAt,
			@JsonProperty("exit_code") @Nullable Integer exitCode, @JsonProperty("duration") @Nullable Double duration,
			@JsonProperty("execution_time") @Nullable Double executionTime,
			@JsonProperty("stdout") @Nullable String stdout, @JsonProperty("stderr") @Nullable String stderr) {
		String anyId = ProcessReplies.first(processId, executionId);
		return new BackgroundProcess((anyId != null) ? anyId : "", executionId, name, ProcessReplies.orUnknown(status),
				language, command, pid, Tolerant.time(ProcessReplies.first(startTime, startedAt)),
				Tolerant.time(ProcessReplies.first(endTime, completedAt)), exitCode,
				ProcessReplies.seconds(ProcessReplies.first(duration, executionTime)), stdout, stderr);
	}

	/**
	 * Return whether it has ended.
	 * @return whether the agent says so, by its status or by the time of its end
	 */
	public boolean isEnded() {
		return this.status.isEnd() || this.endTime != null;
	}

	/**
	 * Return whether an id is one of this run's.
	 * @param id a process id or an execution id
	 * @return whether it is
	 */
	public boolean hasId(String id) {
		return id.equals(this.processId) || id.equals(this.executionId);
	}

	@Override
	public String toString() {
		// Commands and output of user code do not belong into logs
		return "BackgroundProcess[processId=%s, name=%s, status=%s, exitCode=%s]".formatted(this.processId, this.name,
				this.status, this.exitCode);
	}

}

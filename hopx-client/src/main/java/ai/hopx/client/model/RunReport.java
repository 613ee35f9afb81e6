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

import org.springframework.util.StringUtils;

/**
 * What a callback says of a run that has ended.
 *
 * @param executionId id of the run, as {@link AsyncRun} has it
 * @param status how it ended, such as {@link ProcessStatus#COMPLETED},
 * {@link ProcessStatus#FAILED} or {@link ProcessStatus#TIMEOUT}
 * @param success whether it ended without an error, {@code null} where the agent did not
 * say
 * @param stdout what it printed
 * @param stderr what it printed as errors
 * @param exitCode its exit code, {@code null} where the agent did not say
 * @param duration how long it ran, {@code null} where the agent did not say
 * @param timestamp when the report was made
 * @param error why it failed, in the agent's words
 */
public record RunReport(String executionId, ProcessStatus status, @Nullable Boolean success, String stdout,
		String stderr, @Nullable Integer exitCode, @Nullable Duration duration, @Nullable Instant timestamp,
		@Nullable String error) implements Checked {

	@JsonCreator
	static RunReport read(@JsonProperty("execution_id") @JsonAlias("executionId") @Nullable String executionId,
			@JsonProperty("status") @Nullable ProcessStatus status, @JsonProperty("success") @Nullable Boolean success,
			@JsonProperty("stdout") @Nullable String stdout, @JsonProperty("stderr") @Nullable String stderr,
			@JsonProperty("exit_code") @Nullable Integer exitCode,
			@JsonProperty("execution_time") @Nullable Double executionTime,
			@JsonProperty("duration") @Nullable Double duration, @JsonProperty("timestamp") @Nullable Instant timestamp,
			@JsonProperty("error") @Nullable String error) {
		return new RunReport((executionId != null) ? executionId : "", ProcessReplies.orUnknown(status), success,
				(stdout != null) ? stdout : "", (stderr != null) ? stderr : "", exitCode,
				ProcessReplies.seconds(ProcessReplies.first(executionTime, duration)), Tolerant.time(timestamp), error);
	}

	/**
	 * Return whether the run ended without an error.
	 * @return whether the agent says so, and no exit code contradicts it
	 */
	public boolean isSuccess() {
		if (this.success != null && !this.success) {
			return false;
		}
		return (this.exitCode != null) ? this.exitCode == 0 : Boolean.TRUE.equals(this.success);
	}

	@Override
	public @Nullable String missing() {
		return StringUtils.hasText(this.executionId) ? null : "execution_id";
	}

	@Override
	public String toString() {
		// Output of user code does not belong into logs
		return "RunReport[executionId=%s, status=%s, exitCode=%s, stdout=%d characters, stderr=%d characters]"
			.formatted(this.executionId, this.status, this.exitCode, this.stdout.length(), this.stderr.length());
	}

}

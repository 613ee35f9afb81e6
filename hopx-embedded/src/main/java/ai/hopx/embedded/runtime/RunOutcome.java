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

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param stdout what it wrote to standard output, capped
 * @param stderr what it wrote to standard error, capped, plus notes of the runtime
 * @param exitCode its exit code; 124 after a time-out, 128 plus the signal's number after
 * a signal
 * @param timedOut whether it was ended by its time-out
 * @param duration how long it ran
 * @param pid the process id inside the sandbox, where known
 * @param text text form of the value of a Python run's last expression
 * @param outputs rich outputs, in the order they were made
 * @param executionCount number of the notebook cell that was run, where it was one
 */
public record RunOutcome(String stdout, String stderr, int exitCode, boolean timedOut, Duration duration,
		@Nullable Long pid, @Nullable String text, List<RichData> outputs, @Nullable Integer executionCount) {

	public RunOutcome(String stdout, String stderr, int exitCode, boolean timedOut, Duration duration,
			@Nullable Long pid, @Nullable String text, List<RichData> outputs) {
		this(stdout, stderr, exitCode, timedOut, duration, pid, text, outputs, null);
	}

}

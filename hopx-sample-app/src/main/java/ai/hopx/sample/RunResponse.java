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

package ai.hopx.sample;

import java.util.List;
import java.util.Locale;

import ai.hopx.client.core.Acquisition;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.model.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * How a run went, and in which sandbox.
 *
 * @param language the language
 * @param success whether the code ended with exit code 0
 * @param exitCode its exit code
 * @param stdout what it wrote to standard output
 * @param stderr what it wrote to standard error
 * @param durationMs how long it ran, in milliseconds
 * @param timedOut whether it was ended by its time-out
 * @param text the value of its last expression
 * @param outputs plots, tables and other rich outputs
 * @param sandbox where it ran
 */
record RunResponse(String language, boolean success, @Nullable Integer exitCode, String stdout, String stderr,
		long durationMs, boolean timedOut, @Nullable String text, List<Output> outputs, Origin sandbox) {

	static RunResponse of(String language, RunResult result, ReactiveSandbox sandbox) {
		List<Output> outputs = result.outputs()
			.stream()
			.map((output) -> new Output(output.type(), output.data()))
			.toList();
		return new RunResponse(language, result.isSuccess(), result.exitCode(), result.stdout(), result.stderr(),
				result.duration().toMillis(), result.timedOut(), result.text(), outputs, Origin.of(sandbox));
	}

	/**
	 * One rich output.
	 *
	 * @param type MIME type
	 * @param data text, JSON, or base64 for images of bytes
	 */
	record Output(String type, Object data) {
	}

	/**
	 * The sandbox that ran the code.
	 *
	 * @param id its id
	 * @param source {@code created} for this run, or {@code warm} where one was ready
	 * @param acquireMs how long the run waited for it, in milliseconds
	 */
	record Origin(String id, String source, long acquireMs) {

		static Origin of(ReactiveSandbox sandbox) {
			Acquisition acquisition = sandbox.acquisition();
			return new Origin(sandbox.id(), acquisition.source().toString().toLowerCase(Locale.ROOT),
					acquisition.duration().toMillis());
		}

	}

}

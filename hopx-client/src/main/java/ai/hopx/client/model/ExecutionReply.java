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
import java.util.List;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reply to a run of code or of a command, as it comes. {@link #toRunResult} and
 * {@link #toCommandResult} make sense of it.
 *
 * @param success whether the exit code is 0; left out by some agents
 * @param stdout what was printed
 * @param stderr what was printed as errors
 * @param exitCode the exit code; left out by some agents
 * @param executionTime seconds that it took
 * @param pid process id of a command
 * @param result value of the last expression
 * @param png a picture, as Base64
 * @param svg a drawing
 * @param html a fragment of a page
 * @param markdown Markdown text
 * @param json any JSON value
 * @param dataframe a table
 * @param richOutputs the same as a list, each with its type
 */
public record ExecutionReply(@Nullable Boolean success, @Nullable String stdout, @Nullable String stderr,
		@Nullable Integer exitCode, @JsonAlias("duration") @Nullable Double executionTime, @Nullable Long pid,
		@Nullable String result, @Nullable String png, @Nullable String svg, @Nullable String html,
		@Nullable String markdown, @Nullable JsonNode json, @Nullable JsonNode dataframe,
		@Nullable List<@Nullable RichItem> richOutputs) implements Checked {

	/**
	 * Exit code of what was ended by its time-out, as {@code timeout(1)} has it.
	 */
	public static final int TIMED_OUT = 124;

	@Override
	public @Nullable String missing() {
		return (this.exitCode == null && this.success == null && this.stdout == null) ? "exit_code" : null;
	}

	/**
	 * Read the reply to a run of code.
	 * @param timeout the time-out that the run was given
	 * @param elapsed how long the call took, used where the reply does not say how long
	 * the run took
	 * @return the result
	 */
	public RunResult toRunResult(Duration timeout, Duration elapsed) {
		Outcome outcome = Outcome.of(this, timeout, elapsed);
		List<RichOutput> outputs = RichOutputs.merge(this);
		String text = (this.result != null) ? this.result : RichOutputs.text(outputs);
		return new RunResult(orEmpty(this.stdout), orEmpty(this.stderr), outcome.exitCode(), outcome.duration(),
				outcome.timedOut(), text, outputs);
	}

	/**
	 * Read the reply to a command.
	 * @param timeout the time-out that the command was given
	 * @param elapsed how long the call took, used where the reply does not say how long
	 * the command took
	 * @return the result
	 */
	public CommandResult toCommandResult(Duration timeout, Duration elapsed) {
		Outcome outcome = Outcome.of(this, timeout, elapsed);
		return new CommandResult(outcome.exitCode(), orEmpty(this.stdout), orEmpty(this.stderr), outcome.duration(),
				this.pid, outcome.timedOut());
	}

	private static String orEmpty(@Nullable String text) {
		return (text != null) ? text : "";
	}

	/**
	 * One of {@link ExecutionReply#richOutputs}.
	 *
	 * @param type its media type
	 * @param format {@code base64}, {@code html}, {@code json} or another hint
	 * @param data the content
	 */
	public record RichItem(@JsonAlias( {
			"mime_type", "mime" }) @Nullable String type, @Nullable String format,
			@JsonAlias("content") @Nullable JsonNode data){
	}

}

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

package ai.hopx.spring.boot.test.wiremock;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a run of code or of a command is said to have come to. Immutable; start with one
 * of the static methods and add to it.
 */
public final class RunReply {

	private static final int TIMED_OUT = 124;

	/** The longest that the service lets a run take. */
	private static final Duration LIMIT = Duration.ofSeconds(300);

	private final int exitCode;

	private final String stdout;

	private final String stderr;

	private final Duration duration;

	private final @Nullable String text;

	private final List<Map<String, Object>> outputs;

	private RunReply(int exitCode, String stdout, String stderr, Duration duration, @Nullable String text,
			List<Map<String, Object>> outputs) {
		this.exitCode = exitCode;
		this.stdout = stdout;
		this.stderr = stderr;
		this.duration = duration;
		this.text = text;
		this.outputs = outputs;
	}

	/**
	 * A run that succeeds.
	 * @param stdout what it prints
	 * @return the reply
	 */
	public static RunReply printing(String stdout) {
		return new RunReply(0, stdout, "", Duration.ofMillis(1), null, List.of());
	}

	/**
	 * A run that fails by itself.
	 * @param exitCode its exit code, not 0
	 * @param stderr what it prints as errors
	 * @return the reply
	 */
	public static RunReply failing(int exitCode, String stderr) {
		return new RunReply(exitCode, "", stderr, Duration.ofMillis(1), null, List.of());
	}

	/**
	 * A run that its sandbox ends because its time is up. It is said to have taken five
	 * minutes, which is the most that the service allows, whatever its time-out was.
	 * @return the reply
	 */
	public static RunReply timingOut() {
		return new RunReply(TIMED_OUT, "", "", LIMIT, null, List.of());
	}

	/**
	 * Return this reply with other output.
	 * @param stdout what is printed
	 * @return the changed reply
	 */
	public RunReply withStdout(String stdout) {
		return new RunReply(this.exitCode, stdout, this.stderr, this.duration, this.text, this.outputs);
	}

	/**
	 * Return this reply with other error output.
	 * @param stderr what is printed as errors
	 * @return the changed reply
	 */
	public RunReply withStderr(String stderr) {
		return new RunReply(this.exitCode, this.stdout, stderr, this.duration, this.text, this.outputs);
	}

	/**
	 * Return this reply with another duration.
	 * @param duration how long the run is said to have taken; the reply comes at once
	 * @return the changed reply
	 */
	public RunReply withDuration(Duration duration) {
		return new RunReply(this.exitCode, this.stdout, this.stderr, duration, this.text, this.outputs);
	}

	/**
	 * Return this reply with a value of the code's last expression.
	 * @param text the value as the language prints it
	 * @return the changed reply
	 */
	public RunReply withText(String text) {
		return new RunReply(this.exitCode, this.stdout, this.stderr, this.duration, text, this.outputs);
	}

	/**
	 * Return this reply with one more rich output, which is text.
	 * @param type its media type, such as {@code text/html}
	 * @param content its content
	 * @return the changed reply
	 */
	public RunReply withOutput(String type, String content) {
		return withOutput(Map.of("type", type, "format", "text", "data", content));
	}

	/**
	 * Return this reply with one more rich output, which is binary.
	 * @param type its media type, such as {@code image/png}
	 * @param content its content
	 * @return the changed reply
	 */
	public RunReply withOutput(String type, byte[] content) {
		return withOutput(
				Map.of("type", type, "format", "base64", "data", Base64.getEncoder().encodeToString(content)));
	}

	private RunReply withOutput(Map<String, Object> output) {
		List<Map<String, Object>> outputs = new ArrayList<>(this.outputs);
		outputs.add(output);
		return new RunReply(this.exitCode, this.stdout, this.stderr, this.duration, this.text, List.copyOf(outputs));
	}

	Map<String, Object> body() {
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("success", this.exitCode == 0);
		body.put("stdout", this.stdout);
		body.put("stderr", this.stderr);
		body.put("exit_code", this.exitCode);
		body.put("execution_time", this.duration.toNanos() / 1e9);
		body.put("timestamp", Instant.now().toString());
		if (this.text != null) {
			body.put("result", this.text);
		}
		if (!this.outputs.isEmpty()) {
			body.put("rich_outputs", this.outputs);
		}
		return body;
	}

}

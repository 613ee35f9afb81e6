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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.runtime.CodeRun;
import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.runtime.RuntimeFailure.Reason;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;

/**
 * Reads what callers want to run.
 */
final class RunRequests {

	private static final Duration CODE_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(30);

	private static final int COMMAND_NOT_FOUND = 127;

	private final SandboxEnvironment environment;

	private final Duration defaultTimeout;

	private final Duration maxTimeout;

	/**
	 * Create a reader.
	 * @param environment the variables of every run
	 * @param defaultTimeout the time-out of who asks for none
	 * @param maxTimeout the longest time-out; more is cut to it
	 */
	RunRequests(SandboxEnvironment environment, Duration defaultTimeout, Duration maxTimeout) {
		this.environment = environment;
		this.defaultTimeout = defaultTimeout;
		this.maxTimeout = maxTimeout;
	}

	/**
	 * Create a reader for code that its caller waits for.
	 * @param context the agent's sandbox
	 * @return the reader
	 */
	static RunRequests ofCode(AgentContext context) {
		return new RunRequests(context.environment(), CODE_TIMEOUT, context.settings().maxRunTimeout());
	}

	/**
	 * Create a reader for commands that their caller waits for.
	 * @param context the agent's sandbox
	 * @return the reader
	 */
	static RunRequests ofCommands(AgentContext context) {
		return new RunRequests(context.environment(), COMMAND_TIMEOUT, context.settings().maxRunTimeout());
	}

	CodeRun code(JsonBody body) {
		return code(body, Languages.canonical(body.text("language")));
	}

	CodeRun cell(JsonBody body) {
		return code(body, CodeRun.IPYTHON);
	}

	private CodeRun code(JsonBody body, String language) {
		return new CodeRun(language, body.requiredText("code"), timeout(body), workdir(body), env(body));
	}

	CommandRun command(JsonBody body) {
		String command = body.requiredText("command");
		if (command.isBlank()) {
			throw ApiException.missingParameter("command");
		}
		List<String> args = body.texts("args");
		// Without arguments the command is a line for the shell
		return (args != null) ? new CommandRun(command, args, timeout(body), workdir(body), env(body))
				: new CommandRun("bash", List.of("-c", command), timeout(body), workdir(body), env(body));
	}

	private Map<String, String> env(JsonBody body) {
		return this.environment.with(body.variables("env"));
	}

	private Duration timeout(JsonBody body) {
		Double seconds = body.seconds("timeout");
		if (seconds == null) {
			return (this.defaultTimeout.compareTo(this.maxTimeout) < 0) ? this.defaultTimeout : this.maxTimeout;
		}
		double millis = Math.min(seconds * 1000, this.maxTimeout.toMillis());
		return Duration.ofMillis(Math.max(1, (long) millis));
	}

	private static @Nullable String workdir(JsonBody body) {
		String workdir = body.text("workdir");
		return (workdir != null) ? workdir : body.text("working_dir");
	}

	static Mono<RunOutcome> notFoundIsAnOutcome(RuntimeFailure failure) {
		if (failure.getReason() != Reason.COMMAND_NOT_FOUND) {
			return Mono.error(failure);
		}
		String stderr = failure.getMessage() + "\n";
		return Mono.just(new RunOutcome("", stderr, COMMAND_NOT_FOUND, false, Duration.ZERO, null, null, List.of()));
	}

	/**
	 * Tell of a working directory that is not there: a 404 would say that the route is
	 * missing.
	 * @param failure a failure to run
	 * @return what to answer
	 */
	static Throwable badWorkdir(RuntimeFailure failure) {
		boolean missing = failure.getReason() == Reason.DIRECTORY_NOT_FOUND
				|| failure.getReason() == Reason.FILE_NOT_FOUND;
		return missing ? new ApiException(HttpStatus.BAD_REQUEST, "INVALID_PATH", String.valueOf(failure.getMessage()))
				: failure;
	}

}

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
 * What callers ask to run, whichever way they ask.
 *
 * @param context the agent's sandbox
 */
record RunRequests(AgentContext context) {

	private static final Duration CODE_TIMEOUT = Duration.ofSeconds(60);

	private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(30);

	private static final int COMMAND_NOT_FOUND = 127;

	CodeRun code(JsonBody body) {
		return code(body, Languages.canonical(body.text("language")));
	}

	CodeRun code(JsonBody body, String language) {
		return new CodeRun(language, body.requiredText("code"), timeout(body, CODE_TIMEOUT), workdir(body), env(body));
	}

	CommandRun command(JsonBody body) {
		String command = body.requiredText("command");
		if (command.isBlank()) {
			throw ApiException.missingParameter("command");
		}
		List<String> args = body.texts("args");
		Duration timeout = timeout(body, COMMAND_TIMEOUT);
		// Without arguments the command is a line for the shell
		return (args != null) ? new CommandRun(command, args, timeout, workdir(body), env(body))
				: new CommandRun("bash", List.of("-c", command), timeout, workdir(body), env(body));
	}

	private Map<String, String> env(JsonBody body) {
		return this.context.environment().with(body.variables("env"));
	}

	private Duration timeout(JsonBody body, Duration defaultTimeout) {
		Double seconds = body.seconds("timeout");
		if (seconds == null) {
			return defaultTimeout;
		}
		Duration cap = this.context.settings().maxRunTimeout();
		double millis = Math.min(seconds * 1000, cap.toMillis());
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

	static Throwable badWorkdir(RuntimeFailure failure) {
		// A 404 would say that the route is missing
		boolean missing = failure.getReason() == Reason.DIRECTORY_NOT_FOUND
				|| failure.getReason() == Reason.FILE_NOT_FOUND;
		return missing ? new ApiException(HttpStatus.BAD_REQUEST, "INVALID_PATH", String.valueOf(failure.getMessage()))
				: failure;
	}

}

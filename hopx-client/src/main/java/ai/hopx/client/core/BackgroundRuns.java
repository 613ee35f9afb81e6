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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxIds;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.model.AsyncRun;
import ai.hopx.client.model.BackgroundRun;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The agent's calls that start code and commands and do not wait for their end.
 */
final class BackgroundRuns {

	private static final Duration BACKGROUND_TIMEOUT = Duration.ofMinutes(5);

	private static final Duration ASYNC_TIMEOUT = Duration.ofMinutes(30);

	private final HopxExchange agent;

	BackgroundRuns(HopxExchange agent) {
		this.agent = agent;
	}

	Mono<BackgroundRun> start(CodeRequest request, String name) {
		return Mono.defer(() -> start(request, Optional.of(checked(name))));
	}

	Mono<BackgroundRun> start(CodeRequest request) {
		return start(request, Optional.empty());
	}

	private Mono<BackgroundRun> start(CodeRequest request, Optional<String> name) {
		return Mono.defer(() -> {
			Arguments.present(request, "There is no request to run code");
			Map<String, Object> body = AgentCode.body(request, Runs.of(request.timeout(), BACKGROUND_TIMEOUT));
			return start(Endpoint.EXECUTE_BACKGROUND, body, name);
		});
	}

	Mono<BackgroundRun> start(CommandRequest request, String name) {
		return Mono.defer(() -> start(request, Optional.of(checked(name))));
	}

	Mono<BackgroundRun> start(CommandRequest request) {
		return start(request, Optional.empty());
	}

	private Mono<BackgroundRun> start(CommandRequest request, Optional<String> name) {
		return Mono.defer(() -> {
			Arguments.present(request, "There is no request to run a command");
			Map<String, Object> body = AgentCommands.body(request, Runs.of(request.timeout(), BACKGROUND_TIMEOUT));
			return start(Endpoint.RUN_COMMAND_BACKGROUND, body, name);
		});
	}

	private Mono<BackgroundRun> start(Endpoint endpoint, Map<String, Object> body, Optional<String> name) {
		name.ifPresent((label) -> body.put("name", label));
		return this.agent.retrieve(HopxRequest.to(endpoint).json(body).build(), BackgroundRun.class)
			.doOnNext((run) -> HopxIds.checkReceived("process", run.processId()));
	}

	private static String checked(@Nullable String name) {
		return Arguments.text(name, "The name of a run must not be empty");
	}

	Mono<AsyncRun> start(CodeRequest request, RunCallback callback) {
		return Mono.defer(() -> {
			Arguments.present(request, "There is no request to run code");
			Arguments.present(callback, "Say whom to call back: RunCallback.to(url)");
			Map<String, Object> body = AgentCode.body(request, Runs.of(request.timeout(), ASYNC_TIMEOUT));
			body.put("callback_url", callback.url().toString());
			if (!callback.headers().isEmpty()) {
				body.put("callback_headers", callback.headers());
			}
			if (callback.signatureSecret() != null) {
				body.put("callback_signature_secret", callback.signatureSecret());
			}
			return this.agent.retrieve(HopxRequest.to(Endpoint.EXECUTE_ASYNC).json(body).build(), AsyncRun.class)
				.doOnNext((run) -> HopxIds.checkReceived("execution", run.executionId()));
		});
	}

}

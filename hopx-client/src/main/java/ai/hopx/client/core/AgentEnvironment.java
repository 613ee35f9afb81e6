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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.EnvironmentReply;
import ai.hopx.client.model.EnvironmentVariables;
import ai.hopx.client.model.GenericReply;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The agent's calls about environment variables.
 */
final class AgentEnvironment implements ReactiveEnvironmentOperations {

	private final HopxExchange agent;

	AgentEnvironment(HopxExchange agent) {
		this.agent = agent;
	}

	@Override
	public Mono<EnvironmentVariables> all() {
		return this.agent.retrieve(HopxRequest.to(Endpoint.GET_ENVIRONMENT).build(), EnvironmentReply.class)
			.map(EnvironmentReply::toVariables);
	}

	@Override
	public Mono<String> get(String name) {
		return Mono.defer(() -> {
			Arguments.variableName(name);
			return all().flatMap((environment) -> Mono.justOrEmpty(environment.get(name)));
		});
	}

	@Override
	public Mono<Void> set(String name, String value) {
		return merge(Collections.singletonMap(name, value));
	}

	@Override
	public Mono<Void> merge(Map<String, String> variables) {
		return Mono.defer(() -> {
			// Without "merge" some agents would replace all variables
			Map<String, Object> body = Map.of("env_vars", Arguments.unmasked(variables), "merge", true);
			return change(HopxRequest.to(Endpoint.MERGE_ENVIRONMENT).json(body).build());
		});
	}

	@Override
	public Mono<Void> replace(Map<String, String> variables) {
		return Mono.defer(() -> {
			Map<String, Object> body = Map.of("env_vars", Arguments.unmasked(variables));
			return change(HopxRequest.to(Endpoint.REPLACE_ENVIRONMENT).json(body).build());
		});
	}

	@Override
	public Mono<Void> clear() {
		return change(HopxRequest.to(Endpoint.CLEAR_ENVIRONMENT).build());
	}

	@Override
	public Mono<Void> delete(String name) {
		return Mono.defer(() -> {
			HopxRequest request = HopxRequest.to(Endpoint.DELETE_VARIABLE)
				.variable("key", Arguments.variableSegment(name))
				.build();
			return isDone(request).onErrorResume(Runs::isMissing, (error) -> Mono.just(false))
				.flatMap((deleted) -> deleted ? Mono.empty() : replaceWithout(name));
		});
	}

	/**
	 * Code that runs without the variables that it was given is worse than an error.
	 */
	private Mono<Void> change(HopxRequest request) {
		return isDone(request).flatMap((done) -> done ? Mono.empty()
				: Mono.error(new UnexpectedResponseException(
						"%s was answered, but nothing was done: the agent of this sandbox does not implement it"
							.formatted(request),
						HopxError.of(null), null)));
	}

	/**
	 * Any 2xx will do, also one without a body, but what agents say to calls that they do
	 * not know.
	 */
	private Mono<Boolean> isDone(HopxRequest request) {
		return this.agent.retrieve(request, JsonNode.class)
			.map((reply) -> !GenericReply.matches(reply))
			.onErrorResume(UnexpectedResponseException.class, AgentEnvironment::isSuccess);
	}

	private static Mono<Boolean> isSuccess(UnexpectedResponseException error) {
		Integer status = error.getStatus();
		return (status != null && status / 100 == 2) ? Mono.just(true) : Mono.error(error);
	}

	private Mono<Void> replaceWithout(String name) {
		return all().flatMap((environment) -> {
			Map<String, String> others = new LinkedHashMap<>(environment.variables());
			if (others.remove(name) == null) {
				return Mono.empty();
			}
			if (others.keySet().stream().anyMatch(environment::isMasked)) {
				return Mono.error(new HopxConflictException(
						("The agent of this sandbox cannot remove a single variable, and it hides the values of others, "
								+ "which would be lost: replace() all variables instead of removing '%s'")
							.formatted(name),
						HopxError.of(null)));
			}
			return replace(others);
		});
	}

}

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

import java.util.Map;

import ai.hopx.client.model.EnvironmentVariables;
import reactor.core.publisher.Mono;

/**
 * Environment variables of one sandbox, without blocking: what its code and commands see
 * unless they bring their own. Safe for use from many threads.
 * <p>
 * The service hides values whose name looks secret and shows a mask in their place. The
 * mask is never written back: a call that would do so is a
 * {@link ai.hopx.client.HopxValidationException}.
 *
 * @see EnvironmentOperations
 */
public interface ReactiveEnvironmentOperations {

	/**
	 * Return all variables: {@code GET /env}.
	 * @return the variables, the agent's own such as {@code PATH} among them
	 */
	Mono<EnvironmentVariables> all();

	/**
	 * Return one variable: {@code GET /env}.
	 * @param name its name
	 * @return its value, {@link EnvironmentVariables#MASK} where the service hides it,
	 * empty where it is not set
	 */
	Mono<String> get(String name);

	/**
	 * Set one variable and leave the others: {@code PATCH /env}.
	 * @param name its name
	 * @param value its value
	 * @return completion
	 */
	Mono<Void> set(String name, String value);

	/**
	 * Set variables and leave the others: {@code PATCH /env}.
	 * @param variables the variables by name
	 * @return completion
	 */
	Mono<Void> merge(Map<String, String> variables);

	/**
	 * Set variables and remove all others: {@code PUT /env}. The agent's own stay.
	 * @param variables the variables by name
	 * @return completion
	 */
	Mono<Void> replace(Map<String, String> variables);

	/**
	 * Remove all variables: {@code DELETE /env}. The agent's own stay.
	 * @return completion
	 */
	Mono<Void> clear();

	/**
	 * Remove one variable: {@code DELETE /env/{name}}. Where an agent cannot do that, all
	 * are read and the others written, {@code GET /env} and {@code PUT /env}; a change
	 * that somebody else makes in between is lost. A variable that is not set is a
	 * success.
	 * @param name its name
	 * @return completion. {@link ai.hopx.client.HopxConflictException} where an agent
	 * cannot do that and hides values, which would be lost
	 */
	Mono<Void> delete(String name);

}

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
import java.util.Optional;

import ai.hopx.client.model.EnvironmentVariables;

/**
 * Environment variables of one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveEnvironmentOperations}, which says what it sends. Safe for use from many
 * threads.
 * <p>
 * The service hides values whose name looks secret and shows a mask in their place. The
 * mask is never written back: a call that would do so is a
 * {@link ai.hopx.client.HopxValidationException}.
 */
public interface EnvironmentOperations {

	/**
	 * Return all variables.
	 * @return the variables, the agent's own such as {@code PATH} among them
	 */
	EnvironmentVariables all();

	/**
	 * Return one variable.
	 * @param name its name
	 * @return its value, {@link EnvironmentVariables#MASK} where the service hides it,
	 * empty where it is not set
	 */
	Optional<String> get(String name);

	/**
	 * Set one variable and leave the others.
	 * @param name its name
	 * @param value its value
	 */
	void set(String name, String value);

	/**
	 * Set variables and leave the others.
	 * @param variables the variables by name
	 */
	void merge(Map<String, String> variables);

	/**
	 * Set variables and remove all others. The agent's own stay.
	 * @param variables the variables by name
	 */
	void replace(Map<String, String> variables);

	/**
	 * Remove all variables. The agent's own stay.
	 */
	void clear();

	/**
	 * Remove one variable. One that is not set is a success.
	 * @param name its name
	 * @throws ai.hopx.client.HopxConflictException where an agent cannot do that and
	 * hides values, which would be lost
	 */
	void delete(String name);

}

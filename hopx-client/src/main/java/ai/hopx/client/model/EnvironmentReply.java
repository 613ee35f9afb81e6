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

import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;

/**
 * Reply with the environment variables of a sandbox, as it comes.
 *
 * @param envVars the variables by name; agents send {@code null} where there are none
 */
public record EnvironmentReply(@Nullable JsonNode envVars) implements Checked {

	private static final TypeReference<Map<String, @Nullable String>> VARIABLES = new TypeReference<>() {
	};

	@Override
	public @Nullable String missing() {
		return (this.envVars != null && (this.envVars.isObject() || this.envVars.isNull())) ? null : "env_vars";
	}

	/**
	 * Return the variables.
	 * @return the variables, without those that have no value
	 */
	public EnvironmentVariables toVariables() {
		Map<String, @Nullable String> variables = (this.envVars != null)
				? HopxJson.mapper().convertValue(this.envVars, VARIABLES) : null;
		return new EnvironmentVariables(Tolerant.map(variables));
	}

	@Override
	public String toString() {
		return "EnvironmentReply[" + toVariables() + "]";
	}

}

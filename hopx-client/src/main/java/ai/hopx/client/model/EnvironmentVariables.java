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

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Environment variables of a sandbox. Values whose name looks secret are hidden by the
 * service: they arrive as {@link #MASK}, which is not their value.
 *
 * @param variables the variables by name
 */
public record EnvironmentVariables(Map<String, String> variables) {

	/**
	 * What the service shows in place of a value that it hides.
	 */
	public static final String MASK = "***MASKED***";

	public EnvironmentVariables {
		variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
	}

	/**
	 * Return a variable.
	 * @param name its name
	 * @return its value, {@link #MASK} where the service hides it, empty where it is not
	 * set
	 */
	public Optional<String> get(String name) {
		return Optional.ofNullable(this.variables.get(name));
	}

	/**
	 * Return whether the service hides a variable's value.
	 * @param name its name
	 * @return whether it is set and hidden
	 */
	public boolean isMasked(String name) {
		return isMask(this.variables.get(name));
	}

	/**
	 * Return whether a value is what the service shows in place of one.
	 * @param value the value
	 * @return whether it is the mask
	 */
	public static boolean isMask(@Nullable String value) {
		return MASK.equals(value);
	}

	@Override
	public String toString() {
		return this.variables.keySet()
			.stream()
			.sorted()
			.map((name) -> name + "=***")
			.collect(Collectors.joining(", ", "EnvironmentVariables[", "]"));
	}

}

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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.model.EnvironmentVariables;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Checks of what callers give, before anything is sent.
 */
final class Arguments {

	private static final String NO_VARIABLES = "The environment variables must not be null: use an empty map for none";

	private Arguments() {
	}

	static String text(@Nullable String value, String advice) {
		if (!StringUtils.hasText(value)) {
			throw invalid(advice);
		}
		return value;
	}

	static <T> T present(@Nullable T value, String advice) {
		if (value == null) {
			throw invalid(advice);
		}
		return value;
	}

	static Duration positive(@Nullable Duration value, String what) {
		return HopxValidationException.requirePositive(value, what);
	}

	/**
	 * The wire counts in whole seconds. Rounded up: a shorter time than asked for would
	 * cut what it is meant to let finish.
	 */
	static long seconds(Duration duration) {
		long seconds = duration.toSeconds();
		return (duration.getNano() > 0 || seconds == 0) ? seconds + 1 : seconds;
	}

	/**
	 * Files are the service's to judge. A NUL ends a path early where it is handed to a
	 * system call, so that another file than the one that was checked would be meant.
	 */
	static String path(@Nullable String path) {
		text(path, "Name a path in the sandbox, such as '/workspace/data.csv'");
		if (path == null || path.indexOf('\0') >= 0) {
			throw invalid("A path must not contain the character NUL");
		}
		return path;
	}

	static Map<String, String> environment(@Nullable Map<String, String> variables) {
		present(variables, NO_VARIABLES).forEach((name, value) -> {
			variableName(name);
			if (value == null) {
				throw invalid("The environment variable '%s' has no value: leave it out".formatted(name));
			}
		});
		return Collections.unmodifiableMap(new LinkedHashMap<>(variables));
	}

	static Map<String, String> with(Map<String, String> variables, @Nullable Map<String, String> more) {
		Map<String, String> all = new LinkedHashMap<>(variables);
		all.putAll(present(more, NO_VARIABLES));
		return environment(all);
	}

	static String variableName(@Nullable String name) {
		if (name == null || name.isBlank() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
			throw invalid("The name of an environment variable must not be empty and must contain neither '=' nor NUL");
		}
		return name;
	}

	/**
	 * A name that goes into the path of a URL, where dots are more than a name.
	 */
	static String variableSegment(@Nullable String name) {
		if (".".equals(name) || "..".equals(name)) {
			throw invalid("'%s' is no name of an environment variable".formatted(name));
		}
		return variableName(name);
	}

	/**
	 * A mask that is written back would replace the secret that it stands for.
	 */
	static Map<String, String> unmasked(@Nullable Map<String, String> variables) {
		present(variables, NO_VARIABLES).forEach((name, value) -> {
			if (EnvironmentVariables.isMask(value)) {
				throw invalid(
						"The value of '%s' is the mask that the service shows in place of a secret: ".formatted(name)
								+ "leave the variable out, or give its real value");
			}
		});
		return environment(variables);
	}

	static HopxValidationException invalid(String message) {
		return new HopxValidationException(message, HopxError.of(null));
	}

}

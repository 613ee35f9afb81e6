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

package ai.hopx.embedded.build;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;

/**
 * What has to be there before a template is active.
 *
 * @param type one of {@code port}, {@code url}, {@code file}, {@code process} and
 * {@code command}
 * @param value which one
 * @param timeout how long to wait for it
 * @param interval how long between two looks
 */
record ReadyCheck(String type, String value, Duration timeout, Duration interval) {

	private static final Set<String> TYPES = Set.of("port", "url", "file", "process", "command");

	private static final int TIMEOUT = 30_000;

	private static final int INTERVAL = 2_000;

	private static final int MAX_MILLIS = 600_000;

	private static final int MAX_VALUE = 30_000;

	static @Nullable ReadyCheck read(@Nullable JsonBody check) {
		if (check == null) {
			return null;
		}
		String type = check.requiredText("type").toLowerCase(Locale.ROOT);
		if (!TYPES.contains(type)) {
			throw ApiException
				.invalidRequest("A ready check is one of port, url, file, process and command, not '" + type + "'")
				.detail("field", "readyCmd");
		}
		return new ReadyCheck(type, value(type, check), millis(check, "timeout", TIMEOUT),
				millis(check, "interval", INTERVAL));
	}

	private static String value(String type, JsonBody check) {
		String value = switch (type) {
			case "port" -> port(check);
			case "file" -> check.text("path");
			case "process" -> check.has("processName") ? check.text("processName") : check.text("name");
			default -> check.text(type);
		};
		if (!StringUtils.hasText(value) || value.indexOf('\0') >= 0 || value.length() > MAX_VALUE) {
			throw ApiException.invalidRequest("The ready check of type '" + type + "' does not say which one")
				.detail("field", "readyCmd");
		}
		return value;
	}

	private static String port(JsonBody check) {
		Integer port = check.integer("port");
		if (port == null || port < 1 || port > 65535) {
			throw ApiException.invalidRequest("The ready check's port must be from 1 to 65535")
				.detail("field", "readyCmd");
		}
		return Integer.toString(port);
	}

	private static Duration millis(JsonBody check, String name, int usual) {
		Integer millis = check.integer(name);
		if (millis == null) {
			return Duration.ofMillis(usual);
		}
		if (millis < 1 || millis > MAX_MILLIS) {
			throw ApiException.invalidRequest("The ready check's " + name + " must be from 1 to " + MAX_MILLIS + " ms")
				.detail("field", "readyCmd");
		}
		return Duration.ofMillis(millis);
	}

}

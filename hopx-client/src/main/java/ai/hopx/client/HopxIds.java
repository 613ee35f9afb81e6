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

package ai.hopx.client;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Checks ids before they become part of a path or a host. An id such as {@code ..} would
 * otherwise reach another resource.
 */
public final class HopxIds {

	private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,127}");

	private static final String RULE = "it must start with a letter or digit, go on with letters, digits, '_' or '-', "
			+ "and have at most 128 characters";

	private HopxIds() {
	}

	/**
	 * Check an id that a caller gave.
	 * @param what what it is the id of, such as {@code sandbox}
	 * @param id the id
	 * @return the id
	 * @throws HopxValidationException where it cannot be one
	 */
	public static String check(String what, @Nullable String id) {
		if (id == null || !ID.matcher(id).matches()) {
			throw new HopxValidationException("'%s' is no %s id: %s".formatted(printable(id), what, RULE),
					HopxError.NONE);
		}
		return id;
	}

	/**
	 * Check an id that the service gave.
	 * @param what what it is the id of, such as {@code sandbox}
	 * @param id the id
	 * @return the id
	 * @throws UnexpectedResponseException where it cannot be one
	 */
	public static String checkReceived(String what, @Nullable String id) {
		if (id == null || !ID.matcher(id).matches()) {
			throw new UnexpectedResponseException(
					"The service answered with '%s', which is no %s id: %s".formatted(printable(id), what, RULE),
					HopxError.NONE, null);
		}
		return id;
	}

	static boolean isId(String id) {
		return ID.matcher(id).matches();
	}

	private static String printable(@Nullable String id) {
		if (id == null) {
			return "null";
		}
		String clean = id.replaceAll("[^\\x20-\\x7E]", "?");
		return (clean.length() > 40) ? clean.substring(0, 40) + "..." : clean;
	}

}

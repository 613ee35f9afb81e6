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

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables in the values of ENV steps.
 */
final class Variables {

	private static final Pattern REFERENCE = Pattern
		.compile("\\$(?:\\{([A-Za-z_][A-Za-z0-9_]*)\\}|([A-Za-z_][A-Za-z0-9_]*))");

	private Variables() {
	}

	/**
	 * Put variables' values in the place of their names.
	 * @param text a text with {@code $NAME} or <code>${NAME}</code> in it
	 * @param own the variables so far
	 * @param base the variables that are there without them
	 * @return the text; names of no variable leave nothing behind
	 */
	static String resolve(String text, Map<String, String> own, Map<String, String> base) {
		return REFERENCE.matcher(text).replaceAll((reference) -> {
			String name = (reference.group(1) != null) ? reference.group(1) : reference.group(2);
			return Matcher.quoteReplacement(own.getOrDefault(name, base.getOrDefault(name, "")));
		});
	}

}

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

package ai.hopx.embedded.agent;

import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import ai.hopx.embedded.web.ApiException;

/**
 * The names under which callers ask for a language.
 */
final class Languages {

	private static final Map<String, String> ALIASES = Map.ofEntries(Map.entry("python", "python"),
			Map.entry("python3", "python"), Map.entry("javascript", "javascript"), Map.entry("js", "javascript"),
			Map.entry("node", "javascript"), Map.entry("nodejs", "javascript"), Map.entry("bash", "bash"),
			Map.entry("sh", "bash"), Map.entry("shell", "bash"), Map.entry("go", "go"));

	private Languages() {
	}

	/**
	 * Return the language's canonical name.
	 * @param name what the caller asked for; {@code null} for python
	 * @return the canonical name
	 * @throws ApiException with status 400 if there is no such language
	 */
	static String canonical(@Nullable String name) {
		if (name == null) {
			return "python";
		}
		String canonical = ALIASES.get(name.toLowerCase(Locale.ROOT));
		if (canonical == null) {
			throw ApiException
				.invalidRequest("Language '" + name + "' is not supported; supported are "
						+ String.join(", ", new TreeSet<>(ALIASES.values())))
				.detail("field", "language");
		}
		return canonical;
	}

}

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

package ai.hopx.client.template;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Makes lines for a shell out of words that must stay words.
 */
final class ShellWords {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^~-]+");

	private ShellWords() {
	}

	/**
	 * Join a program and what it is given. The words come after {@code --}, so that none
	 * is taken for an option.
	 */
	static String line(String program, List<String> words) {
		return program + " -- " + words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
	}

	static List<String> checked(String what, String... words) {
		if (words.length == 0) {
			throw Checks.invalid("Name " + what + " to install");
		}
		return Arrays.stream(words).map((word) -> Checks.text(word, "The name of " + what)).toList();
	}

	static String quote(String word) {
		boolean plain = PLAIN.matcher(word).matches() && !word.startsWith("~");
		return plain ? word : "'" + word.replace("'", "'\\''") + "'";
	}

}

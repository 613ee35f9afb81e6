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

package ai.hopx.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The README of the project, taken apart.
 */
final class Readme {

	private static final Pattern BLOCK = Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Path PATH = Path.of("..", "README.md");

	private Readme() {
	}

	/**
	 * Return the fenced blocks of a language, in their order.
	 * @param language the language behind the fence
	 * @return the blocks
	 */
	static List<String> blocks(String language) {
		try {
			return BLOCK.matcher(Files.readString(PATH))
				.results()
				.filter((result) -> result.group(1).equals(language))
				.map((result) -> result.group(2))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the body that the README's curl command sends.
	 * @return the JSON text
	 */
	static String curlBody() {
		Matcher matcher = Pattern.compile("-d '(.*?)'").matcher(String.join("\n", blocks("shell")));
		if (!matcher.find()) {
			throw new IllegalStateException("The README has no curl command");
		}
		return matcher.group(1);
	}

}

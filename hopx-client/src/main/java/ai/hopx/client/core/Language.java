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

/**
 * A language that a sandbox runs. Open: templates may bring any other.
 *
 * @param value the service's name of the language
 */
public record Language(String value) {

	/**
	 * Python. Variables stay from one run in a sandbox to the next.
	 */
	public static final Language PYTHON = new Language("python");

	/**
	 * JavaScript, on Node.js.
	 */
	public static final Language JAVASCRIPT = new Language("javascript");

	/**
	 * Bash.
	 */
	public static final Language BASH = new Language("bash");

	/**
	 * Go: a whole program with a {@code main}.
	 */
	public static final Language GO = new Language("go");

	public Language {
		Arguments.text(value, "Name a language, such as 'python'");
	}

	/**
	 * Return a language by its name.
	 * @param value the name, such as {@code ruby}
	 * @return the language
	 * @throws ai.hopx.client.HopxValidationException where the name is empty
	 */
	public static Language of(String value) {
		return new Language(value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}

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

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How to write a file. Immutable: each method returns a copy.
 *
 * @param mode its permissions in octal, such as {@code 0644}. {@code null} for the
 * agent's choice
 * @param overwrite whether a file that is there already may be replaced. {@code null} for
 * the agent's choice, which is to replace it
 */
public record WriteOptions(@Nullable String mode, @Nullable Boolean overwrite) {

	private static final Pattern OCTAL = Pattern.compile("[0-7]{3,4}");

	private static final WriteOptions DEFAULTS = new WriteOptions(null, null);

	public WriteOptions {
		if (mode != null && !OCTAL.matcher(mode).matches()) {
			throw Arguments.invalid("The mode of a file must be three or four octal digits, such as '0644'");
		}
	}

	/**
	 * Return options that leave everything to the agent.
	 * @return the options
	 */
	public static WriteOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Set the file's permissions.
	 * @param mode the permissions in octal, such as {@code 0755}
	 * @return a copy
	 */
	public WriteOptions mode(String mode) {
		return new WriteOptions(mode, this.overwrite);
	}

	/**
	 * Set whether a file that is there already may be replaced.
	 * @param overwrite whether it may
	 * @return a copy
	 */
	public WriteOptions overwrite(boolean overwrite) {
		return new WriteOptions(this.mode, overwrite);
	}

}

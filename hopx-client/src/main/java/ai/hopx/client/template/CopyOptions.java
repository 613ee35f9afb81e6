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

import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How copied files end up in a template. Immutable: each method returns a copy.
 *
 * @param owner whose they are, such as {@code app} or {@code app:app}; {@code null} for
 * the build's user
 * @param mode their permissions, octal; {@code null} for those that they have
 */
public record CopyOptions(@Nullable String owner, @Nullable String mode) {

	private static final CopyOptions DEFAULTS = new CopyOptions(null, null);

	private static final Pattern MODE = Pattern.compile("0?[0-7]{3}");

	private static final Pattern OWNER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?");

	public CopyOptions {
		if (owner != null && !OWNER.matcher(owner).matches()) {
			throw Checks.invalid("The owner of copied files is a user, or user:group, and not '" + owner + "'");
		}
		if (mode != null && !MODE.matcher(mode).matches()) {
			throw Checks.invalid("The mode of copied files is octal such as 0755, and not '" + mode + "'");
		}
	}

	/**
	 * Return the options that change nothing.
	 * @return the options
	 */
	public static CopyOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Set whose the files are.
	 * @param owner a user, or a user and a group with a colon between them
	 * @return a copy
	 */
	public CopyOptions owner(String owner) {
		return new CopyOptions(owner, this.mode);
	}

	/**
	 * Set the permissions of the files.
	 * @param mode three octal digits, with or without a 0 before them
	 * @return a copy
	 */
	public CopyOptions mode(String mode) {
		return new CopyOptions(this.owner, mode);
	}

	void describe(Map<String, Object> wire) {
		if (this.owner != null) {
			wire.put("owner", this.owner);
		}
		if (this.mode != null) {
			wire.put("permissions", this.mode);
		}
	}

}

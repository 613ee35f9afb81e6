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

package ai.hopx.client.desktop;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxValidationException;
import org.jspecify.annotations.Nullable;

/**
 * How to start a VNC server. Immutable: each method returns a copy.
 *
 * @param display number of the X display to show, not negative
 * @param password what people have to give to see it, or {@code null} for none
 */
public record VncOptions(int display, @Nullable String password) {

	private static final VncOptions DEFAULTS = new VncOptions(1, null);

	public VncOptions {
		if (display < 0) {
			throw new HopxValidationException("'display' must not be negative but is " + display, HopxError.of(null));
		}
		if (password != null && (password.isEmpty() || password.chars().anyMatch(Character::isISOControl))) {
			throw new HopxValidationException("'password' must not be empty or hold control characters",
					HopxError.of(null));
		}
	}

	/**
	 * Return options that show display 1 without a password.
	 * @return the options
	 */
	public static VncOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Set which display to show.
	 * @param display number of the X display
	 * @return a copy
	 */
	public VncOptions display(int display) {
		return new VncOptions(display, this.password);
	}

	/**
	 * Set what people have to give to see it. VNC servers use eight characters at most.
	 * @param password the password
	 * @return a copy
	 */
	public VncOptions password(String password) {
		return new VncOptions(this.display, password);
	}

	@Override
	public String toString() {
		return "VncOptions[display=%d, password=%s]".formatted(this.display, (this.password != null) ? "***" : null);
	}

}

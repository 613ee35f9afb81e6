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
package ai.hopx.client.stream;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxValidationException;
import org.jspecify.annotations.Nullable;

/**
 * How to open a terminal. Immutable.
 *
 * @param columns its width in characters, {@code null} for the service's own, 80
 * @param rows its height in lines, {@code null} for the service's own, 24
 */
public record TerminalOptions(@Nullable Integer columns, @Nullable Integer rows) {

	private static final TerminalOptions DEFAULTS = new TerminalOptions(null, null);

	public TerminalOptions {
		if ((columns == null) != (rows == null)) {
			throw new HopxValidationException("A terminal's size needs both, columns and rows", HopxError.of(null));
		}
		if (columns != null && rows != null) {
			checkSize(columns, rows);
		}
	}

	/**
	 * Return the options of a terminal as the service opens it.
	 * @return the options
	 */
	public static TerminalOptions defaults() {
		return DEFAULTS;
	}

	/**
	 * Return the options of a terminal of a size.
	 * @param columns its width in characters, 1 to 10000
	 * @param rows its height in lines, 1 to 10000
	 * @return the options
	 */
	public static TerminalOptions size(int columns, int rows) {
		return new TerminalOptions(columns, rows);
	}

	static void checkSize(int columns, int rows) {
		check("columns", columns);
		check("rows", rows);
	}

	private static void check(String name, int value) {
		if (value < 1 || value > 10_000) {
			throw new HopxValidationException(
					"A terminal's %s must be between 1 and 10000 but are %d".formatted(name, value),
					HopxError.of(null));
		}
	}

}

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

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxValidationException;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Checks of what callers hand in.
 */
final class Checks {

	private Checks() {
	}

	static String text(@Nullable String value, String what) {
		if (!StringUtils.hasText(value)) {
			throw invalid(what + " must not be empty");
		}
		if (value.indexOf('\0') >= 0) {
			throw invalid(what + " must not contain the character NUL");
		}
		return value;
	}

	static <T> T present(@Nullable T value, String what) {
		if (value == null) {
			throw invalid(what + " must not be null");
		}
		return value;
	}

	static int between(int value, int least, int most, String what) {
		if (value < least || value > most) {
			throw invalid("%s is from %d to %d, and not %d".formatted(what, least, most, value));
		}
		return value;
	}

	static HopxValidationException invalid(String message) {
		return new HopxValidationException(message, HopxError.of(null));
	}

}

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

import org.springframework.util.StringUtils;

/**
 * Checks the names that callers give to what this version does not know.
 */
final class OpenValues {

	private OpenValues() {
	}

	static void check(String what, @Nullable String value) {
		if (!StringUtils.hasText(value) || value.chars().anyMatch(Character::isISOControl)) {
			throw new HopxValidationException(
					"The name of a %s must not be empty or hold control characters".formatted(what),
					HopxError.of(null));
		}
	}

}

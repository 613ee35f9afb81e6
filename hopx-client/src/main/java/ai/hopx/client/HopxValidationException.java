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

package ai.hopx.client;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The request is wrong and will stay so: status 400, 413, 415 or 422; or the client's own
 * check of an argument, with nothing sent and no status.
 */
@SuppressWarnings("serial")
public class HopxValidationException extends HopxException {

	/**
	 * Longer times cannot be counted in nanoseconds once others are added to them.
	 */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	public HopxValidationException(String message, HopxError error) {
		super(message, error);
	}

	public HopxValidationException(String message, HopxError error, @Nullable Throwable cause) {
		super(message, error, cause);
	}

	/**
	 * Check a time that a caller gives.
	 * @param value the time
	 * @param what what it is, as the beginning of a sentence
	 * @return the time
	 * @throws HopxValidationException if it is {@code null}, not longer than nothing, or
	 * longer than 100 years
	 */
	public static Duration requirePositive(@Nullable Duration value, String what) {
		if (value == null || value.isZero() || value.isNegative()) {
			throw new HopxValidationException("%s must be longer than nothing but is %s".formatted(what, value),
					HopxError.NONE);
		}
		if (value.compareTo(LONGEST) > 0) {
			throw new HopxValidationException("%s must not be longer than 100 years but is %s".formatted(what, value),
					HopxError.NONE);
		}
		return value;
	}

}

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

/**
 * A setting that cannot work, named by its configuration key.
 */
@SuppressWarnings("serial")
public class HopxConfigurationException extends IllegalArgumentException {

	private final String property;

	/**
	 * Create an exception whose message is the key followed by the reason.
	 * @param property the key to change, such as {@code hopx.base-url}
	 * @param reason what is wrong and what to set instead, going on from the key
	 */
	public HopxConfigurationException(String property, String reason) {
		super("'" + property + "' " + reason);
		this.property = property;
	}

	/**
	 * Return the key to change.
	 * @return the key, such as {@code hopx.base-url}
	 */
	public String getProperty() {
		return this.property;
	}

	/**
	 * Check a time.
	 * @param property the key that sets it
	 * @param value the time
	 * @return the time
	 * @throws HopxConfigurationException where it is not longer than nothing
	 */
	public static Duration requirePositive(String property, Duration value) {
		if (value.isZero() || value.isNegative()) {
			throw new HopxConfigurationException(property, "must be longer than nothing but is " + value);
		}
		return value;
	}

	/**
	 * Check a number.
	 * @param property the key that sets it
	 * @param value the number
	 * @throws HopxConfigurationException where it is less than 1
	 */
	public static void requirePositive(String property, long value) {
		if (value < 1) {
			throw new HopxConfigurationException(property, "must be at least 1 but is " + value);
		}
	}

	/**
	 * Check a time that may be nothing.
	 * @param property the key that sets it
	 * @param value the time
	 * @throws HopxConfigurationException where it is negative
	 */
	public static void requireNotNegative(String property, Duration value) {
		if (value.isNegative()) {
			throw new HopxConfigurationException(property, "must not be negative but is " + value);
		}
	}

}

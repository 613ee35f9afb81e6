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

package ai.hopx.spring.boot.actuate.health;

import ai.hopx.client.HopxAuthenticationException;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxPaymentRequiredException;
import org.jspecify.annotations.Nullable;

/**
 * What the calls to the control plane have told.
 *
 * @param apiKey what the service does with the API key
 * @param down whether nothing can be done with Hopx now
 * @param message what is wrong, and what to do where that is known; {@code null} where
 * nothing is
 */
record Verdict(ApiKey apiKey, boolean down, @Nullable String message) {

	static final Verdict WELL = new Verdict(ApiKey.ACCEPTED, false, null);

	static Verdict down(String message) {
		return new Verdict(ApiKey.UNKNOWN, true, message);
	}

	static Verdict keyUnknown(String message) {
		return new Verdict(ApiKey.UNKNOWN, false, "It is not known whether the API key is accepted. " + message);
	}

	/**
	 * Judge the failure of an authenticated call. Most say nothing of the key: a busy
	 * service is no reason to take an application out of service.
	 */
	static Verdict ofKey(HopxException failure) {
		if (failure instanceof HopxAuthenticationException || failure instanceof HopxForbiddenException) {
			return new Verdict(ApiKey.REFUSED, true,
					"The API key is refused: set 'hopx.api-key' to a valid one. " + failure.getMessage());
		}
		if (failure instanceof HopxPaymentRequiredException) {
			return new Verdict(ApiKey.ACCEPTED, true,
					"The credit is exhausted: Hopx refuses to work until the account is topped up. "
							+ failure.getMessage());
		}
		return keyUnknown(String.valueOf(failure.getMessage()));
	}

	/**
	 * What the service does with an API key.
	 */
	enum ApiKey {

		ACCEPTED, REFUSED, UNKNOWN

	}

}

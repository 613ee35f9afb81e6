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

import org.jspecify.annotations.Nullable;

/**
 * A reply that is not the one asked for: without a body or without what it must hold, not
 * JSON, too large, a redirect (never followed), or a status that the call does not have.
 * Deployed agents answer some calls that they do not implement with a generic 200; that
 * is this exception too.
 */
@SuppressWarnings("serial")
public class UnexpectedResponseException extends HopxException {

	private final @Nullable String body;

	public UnexpectedResponseException(String message, HopxError error, @Nullable String body) {
		this(message, error, body, null);
	}

	public UnexpectedResponseException(String message, HopxError error, @Nullable String body,
			@Nullable Throwable cause) {
		super(message, error, cause);
		this.body = body;
	}

	/**
	 * Return the start of the reply's body, with secrets masked.
	 * @return the body, or {@code null} where there was none or it may not be shown
	 */
	public @Nullable String getBody() {
		return this.body;
	}

	@Override
	public boolean mayHaveActed() {
		return true;
	}

}

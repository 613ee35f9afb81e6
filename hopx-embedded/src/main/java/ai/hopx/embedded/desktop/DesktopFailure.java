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

package ai.hopx.embedded.desktop;

/**
 * Something that a desktop could not do, for a reason that its caller can read.
 */
@SuppressWarnings("serial")
public final class DesktopFailure extends RuntimeException {

	private final Reason reason;

	DesktopFailure(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * Return what went wrong.
	 * @return the reason
	 */
	public Reason getReason() {
		return this.reason;
	}

	/**
	 * What can go wrong.
	 */
	public enum Reason {

		/** The caller asked for what cannot be. */
		INVALID,

		/** There is no such window or recording. */
		NOT_FOUND,

		/** It cannot be done now. */
		CONFLICT,

		/** A tool did not do what it should. */
		FAILED

	}

}

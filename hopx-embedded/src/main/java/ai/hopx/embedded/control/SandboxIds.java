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

package ai.hopx.embedded.control;

import java.security.SecureRandom;
import java.time.Clock;

/**
 * Ids in the service's form: the seconds since the epoch, then eight letters and digits.
 */
final class SandboxIds {

	private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

	private static final int RANDOM_LENGTH = 8;

	private final SecureRandom random = new SecureRandom();

	private final Clock clock;

	SandboxIds(Clock clock) {
		this.clock = clock;
	}

	String next() {
		StringBuilder id = new StringBuilder().append(this.clock.instant().getEpochSecond());
		this.random.ints(RANDOM_LENGTH, 0, ALPHABET.length()).mapToObj(ALPHABET::charAt).forEach(id::append);
		return id.toString();
	}

}

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

package ai.hopx.client.hostile;

import java.util.Arrays;

/**
 * Decisions read from bytes, so that whatever makes bytes makes decisions: a generator
 * with a seed, or a fuzzer that learns which of them lead to new code. Where the bytes
 * have run out, each decision is the plainest.
 */
final class Choices {

	private final byte[] bytes;

	private int position;

	Choices(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Return the same decisions from here on.
	 */
	Choices copy() {
		Choices copy = new Choices(this.bytes);
		copy.position = this.position;
		return copy;
	}

	/**
	 * Return a number from 0 on.
	 * @param bound the first that is too large, at most 65,536
	 */
	int below(int bound) {
		int number = next();
		if (bound > 256) {
			number = (number << 8) | next();
		}
		return number % bound;
	}

	/**
	 * Return {@code true} once in so many times.
	 */
	boolean oneIn(int times) {
		return below(times) == times - 1;
	}

	@SafeVarargs
	final <T> T of(T... values) {
		return values[below(values.length)];
	}

	/**
	 * Return the bytes that are left, and leave none.
	 */
	byte[] rest() {
		byte[] rest = Arrays.copyOfRange(this.bytes, this.position, this.bytes.length);
		this.position = this.bytes.length;
		return rest;
	}

	private int next() {
		return (this.position < this.bytes.length) ? this.bytes[this.position++] & 0xFF : 0;
	}

}

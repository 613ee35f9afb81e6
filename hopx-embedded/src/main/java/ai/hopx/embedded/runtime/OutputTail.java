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

package ai.hopx.embedded.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The end of what a program writes. Safe for use from many threads.
 */
final class OutputTail {

	private final int limit;

	/** Up to twice the limit, so that not every piece moves what is kept. */
	private byte[] bytes = {};

	private int size;

	private boolean cut;

	/**
	 * Create an empty tail.
	 * @param limit how much is kept, in bytes
	 */
	OutputTail(int limit) {
		this.limit = limit;
	}

	synchronized void add(byte[] piece) {
		int from = Math.max(0, piece.length - this.limit);
		int length = piece.length - from;
		if (this.size + length > 2 * this.limit) {
			keepLast(this.limit - length);
		}
		if (this.size + length > this.bytes.length) {
			int room = Math.max(this.size + length, Math.min(2 * this.bytes.length, 2 * this.limit));
			this.bytes = Arrays.copyOf(this.bytes, room);
		}
		System.arraycopy(piece, from, this.bytes, this.size, length);
		this.size += length;
		this.cut |= from > 0;
	}

	private void keepLast(int length) {
		System.arraycopy(this.bytes, this.size - length, this.bytes, 0, length);
		this.size = length;
		this.cut = true;
	}

	/**
	 * Return what is kept, without the rest of a character whose beginning is not.
	 * @return the text
	 */
	synchronized String text() {
		int start = Math.max(0, this.size - this.limit);
		if (start > 0 || this.cut) {
			for (int skipped = 0; skipped < 3 && start < this.size && isContinuation(this.bytes[start]); skipped++) {
				start++;
			}
		}
		return new String(this.bytes, start, this.size - start, StandardCharsets.UTF_8);
	}

	private static boolean isContinuation(byte b) {
		return (b & 0xC0) == 0x80;
	}

}

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

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads program output, whatever it is, as text. What comes in pieces may be cut
 * anywhere; a character that is not all there waits for its rest.
 */
final class Utf8Pieces {

	private static final int LONGEST_CHARACTER = 4;

	private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder()
		.onMalformedInput(CodingErrorAction.REPLACE)
		.onUnmappableCharacter(CodingErrorAction.REPLACE);

	private final ByteBuffer rest = ByteBuffer.allocate(LONGEST_CHARACTER).limit(0);

	/**
	 * Read a piece.
	 * @param piece the bytes that came
	 * @return the characters that are complete with them
	 */
	String add(byte[] piece) {
		return decode(piece, false);
	}

	/**
	 * Read the end.
	 * @return what became of a character that was never completed; mostly nothing
	 */
	String end() {
		return decode(new byte[0], true);
	}

	private String decode(byte[] piece, boolean end) {
		ByteBuffer bytes = ByteBuffer.allocate(this.rest.remaining() + piece.length).put(this.rest).put(piece).flip();
		CharBuffer text = CharBuffer.allocate(bytes.remaining() + 1);
		this.decoder.decode(bytes, text, end);
		this.rest.clear().put(bytes).flip();
		return text.flip().toString();
	}

}

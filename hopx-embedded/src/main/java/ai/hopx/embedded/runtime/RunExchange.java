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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import reactor.core.publisher.MonoSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gathers the output of one run and makes its outcome.
 */
final class RunExchange implements Exchange {

	private static final int STDOUT = 1;

	private final JsonMapper json;

	private final int maxOutput;

	private final MonoSink<RunOutcome> sink;

	private final Runnable onEnd;

	private final ByteArrayOutputStream stdout = new ByteArrayOutputStream();

	private final ByteArrayOutputStream stderr = new ByteArrayOutputStream();

	RunExchange(JsonMapper json, int maxOutput, MonoSink<RunOutcome> sink, Runnable onEnd) {
		this.json = json;
		this.maxOutput = maxOutput;
		this.sink = sink;
		this.onEnd = onEnd;
	}

	@Override
	public void onFrame(String event, JsonNode header, byte[] payload) {
		if (event.equals("out")) {
			ByteArrayOutputStream stream = (header.path("stream").asInt() == STDOUT) ? this.stdout : this.stderr;
			// The supervisor cuts; this holds where it is no longer itself
			stream.write(payload, 0, Math.min(payload.length, this.maxOutput - stream.size()));
		}
		else if (event.equals("done")) {
			this.onEnd.run();
			this.sink.success(outcome(header, payload));
		}
	}

	@Override
	public void onFailure(RuntimeFailure failure) {
		this.onEnd.run();
		this.sink.error(failure);
	}

	private RunOutcome outcome(JsonNode header, byte[] payload) {
		JsonNode cut = header.path("cut");
		return new OutcomeReader(this.json).read(header, payload,
				Utf8.decode(this.stdout, cut.path(0).asBoolean(false)),
				Utf8.decode(this.stderr, cut.path(1).asBoolean(false)));
	}

	/**
	 * Reads program output, whatever it is, as text.
	 */
	private static final class Utf8 {

		static String decode(ByteArrayOutputStream bytes, boolean cut) {
			byte[] all = bytes.toByteArray();
			int length = cut ? wholeCharacters(all) : all.length;
			return new String(all, 0, length, StandardCharsets.UTF_8);
		}

		/**
		 * Leave out a character at the end of which only the first bytes are there.
		 */
		private static int wholeCharacters(byte[] bytes) {
			int start = bytes.length - 1;
			while (start >= 0 && bytes.length - start < 4 && (bytes[start] & 0xC0) == 0x80) {
				start--;
			}
			if (start < 0) {
				return bytes.length;
			}
			int first = bytes[start] & 0xFF;
			int size = (first >= 0xF0) ? 4 : (first >= 0xE0) ? 3 : (first >= 0xC0) ? 2 : 1;
			return (bytes.length - start < size) ? start : bytes.length;
		}

	}

}

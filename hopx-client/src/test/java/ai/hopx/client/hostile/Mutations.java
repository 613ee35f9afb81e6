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

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import ai.hopx.client.model.HopxJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * Makes of what a service says what none should say: values of other types, numbers that
 * fit nowhere, fields twice, depth, other charsets, half of it.
 */
final class Mutations {

	private static final int LONG = 20_000;

	private static final List<String> ODD = List.of("null", "true", "false", "0", "-1", "1.5", "1e308", "1e309",
			"-1e999999999", "1e-999999999", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
			"2147483648", "253402300800", "1e18", "NaN", "-Infinity", "0x1F", "01", "\"\"", "\" \"", "\"null\"",
			"\"\\ud800\"", "\"\\u0000\"", "\"\u202e\"", "\"-1\"", "\"1e400\"", "\"NaN\"", "\"a\\r\\nX-Injected: 1\"",
			"\"..\"", "\"../../v1\"", "\"https://evil.example/\"", "\"http://127.0.0.1:1/\"", "\"://\"", "\"%\"",
			"\"0001-01-01T00:00:00Z\"", "\"+1000000000-12-31T23:59:59.999999999Z\"", "\"-1000000000-01-01T00:00:00Z\"",
			"\"2026-13-45T99:99:99Z\"", "\"data:image/png;base64,\"", "\"iVBORw0KGgo=\"", "\"%s\"", "[]", "{}",
			"[null]", "[[[]]]", "{\"\":null}", "[{}]", "[1,\"a\",{}]", "{\"error\":{\"code\":[]}}", "1".repeat(999),
			"1".repeat(1001), "0." + "3".repeat(990));

	private final Choices choices;

	Mutations(Choices choices) {
		this.choices = choices;
	}

	/**
	 * Return something like a sample.
	 */
	byte[] of(String sample) {
		return switch (this.choices.below(8)) {
			case 0 -> bytes(sample);
			case 1, 2, 3, 4 -> bytes(odd(sample));
			case 5 -> damaged(bytes(sample));
			case 6 -> damaged(bytes(odd(sample)));
			default -> this.choices.rest();
		};
	}

	/**
	 * Return a sample with odd values, JSON or lines.
	 */
	String odd(String sample) {
		StringBuilder text = new StringBuilder();
		if (sample.startsWith("{") || sample.startsWith("[")) {
			write(HopxJson.mapper().readTree(sample), text, 0);
		}
		else {
			sample.lines().forEach((line) -> {
				for (int i = this.choices.below(4); i > 0; i--) {
					text.append(this.choices.oneIn(6) ? this.choices.of("", ":", "data:", "event:", "id: 1", "data:{")
							: line)
						.append(this.choices.of("\n", "\n", "\r\n", "\r", ""));
				}
			});
		}
		return text.toString();
	}

	private void write(JsonNode node, StringBuilder text, int depth) {
		if (this.choices.oneIn(5)) {
			text.append(value(node));
		}
		else if (node.isObject()) {
			text.append('{');
			node.forEachEntry((name, value) -> {
				for (int i = this.choices.of(1, 1, 1, 1, 1, 0, 2); i > 0; i--) {
					text.append((text.charAt(text.length() - 1) == '{') ? "" : ",")
						.append(StringNode.valueOf(this.choices.oneIn(12) ? name.toUpperCase() : name))
						.append(':');
					write(value, text, depth + 1);
				}
			});
			text.append('}');
		}
		else if (node.isArray()) {
			text.append('[');
			for (int i = 0; i < node.size(); i++) {
				for (int times = this.choices.of(1, 1, 1, 1, 0, 2, 3); times > 0; times--) {
					text.append((text.charAt(text.length() - 1) == '[') ? "" : ",");
					write(node.get(i), text, depth + 1);
				}
			}
			text.append(']');
		}
		else {
			text.append(node);
		}
	}

	private String value(JsonNode node) {
		return switch (this.choices.below(12)) {
			case 0 -> "[" + node + "]";
			case 1 -> "{\"value\":" + node + "}";
			case 2 -> StringNode.valueOf(node.toString()).toString();
			case 3 -> "[".repeat(this.choices.below(1200));
			case 4 -> "{\"a\":".repeat(this.choices.below(1200)) + "1";
			case 5 -> "\"" + "x".repeat(this.choices.below(LONG)) + "\"";
			case 6 -> "[" + "1,".repeat(this.choices.below(LONG)) + "1]";
			default -> this.choices.of(ODD.toArray(String[]::new));
		};
	}

	private byte[] damaged(byte[] bytes) {
		byte[] result = switch (this.choices.below(7)) {
			case 0 -> Arrays.copyOf(bytes, this.choices.below(bytes.length + 1));
			case 1 -> joined(new byte[] { (byte) 0xEF, (byte) 0xBB, (byte) 0xBF }, bytes);
			case 2 -> new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
			case 3 -> new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
			case 4 -> joined(bytes, bytes);
			case 5 -> joined(this.choices.of(bytes("HTTP/1.1 200 OK\r\n"), bytes("<html>"), bytes("\0"), bytes("\n\n")),
					bytes);
			default -> bytes.clone();
		};
		for (int i = this.choices.below(4); i > 0 && result.length > 0; i--) {
			result[this.choices.below(Math.min(result.length, 65_536))] = (byte) this.choices.below(256);
		}
		return result;
	}

	private static byte[] joined(byte[] one, byte[] other) {
		ByteArrayOutputStream joined = new ByteArrayOutputStream();
		joined.writeBytes(one);
		joined.writeBytes(other);
		return joined.toByteArray();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

}

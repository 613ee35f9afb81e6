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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads how a run ended from a supervisor's last word about it.
 *
 * @param json reads the rich output
 */
record OutcomeReader(JsonMapper json) {

	private static final int TIMED_OUT = 124;

	/**
	 * Read an outcome.
	 * @param header the answer's header
	 * @param payload the run's rich output, as JSON; may be empty
	 * @param stdout what the run wrote to standard output
	 * @param stderr what it wrote to standard error, to which notes of the supervisor are
	 * added
	 * @return the outcome
	 */
	RunOutcome read(JsonNode header, byte[] payload, String stdout, String stderr) {
		List<String> notes = new ArrayList<>();
		header.path("notes").forEach((note) -> notes.add(note.asString("")));
		String text = null;
		Integer count = null;
		List<RichData> outputs = new ArrayList<>();
		if (payload.length > 0) {
			try {
				JsonNode rich = this.json.readTree(payload);
				text = rich.path("text").isString() ? rich.path("text").asString() : null;
				count = rich.path("count").isInt() ? rich.path("count").intValue() : null;
				rich.path("outputs").forEach((output) -> outputs.add(richData(output)));
			}
			catch (JacksonException ex) {
				notes.add("The interpreter's rich output cannot be read.");
			}
		}
		boolean timedOut = header.path("timedOut").asBoolean(false);
		int exitCode = header.path("exit").asInt(timedOut ? TIMED_OUT : 1);
		Duration duration = Duration.ofNanos((long) (header.path("seconds").asDouble(0) * 1e9));
		return new RunOutcome(stdout, withNotes(stderr, notes), exitCode, timedOut, duration, pid(header), text,
				List.copyOf(outputs), count);
	}

	private static @Nullable Long pid(JsonNode header) {
		return header.path("pid").isIntegralNumber() ? header.path("pid").asLong() : null;
	}

	private RichData richData(JsonNode output) {
		JsonNode data = output.path("data");
		Object tree = data.isString() ? data.asString() : this.json.convertValue(data, Object.class);
		return new RichData(output.path("type").asString(""), (tree != null) ? tree : "");
	}

	private static String withNotes(String stderr, List<String> notes) {
		StringBuilder text = new StringBuilder(stderr);
		for (String note : notes) {
			if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
				text.append('\n');
			}
			text.append("hopx: ").append(note).append('\n');
		}
		return text.toString();
	}

}

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

package ai.hopx.chaos;

import java.util.List;
import java.util.stream.Collectors;

import ai.hopx.client.stream.ExecutionEvent;

/**
 * What a stream of a run must have been that ended without an error.
 */
final class Streams {

	private Streams() {
	}

	/**
	 * Hold a stream against what its code prints last: what ends without an error has
	 * told its end, and what succeeded has told all.
	 */
	static void check(Desk desk, String what, String expected, List<ExecutionEvent> events) {
		boolean succeeded = false;
		boolean ended = false;
		for (ExecutionEvent event : events) {
			if (event instanceof ExecutionEvent.Complete complete) {
				ended = true;
				succeeded = complete.success();
			}
			ended = ended || event instanceof ExecutionEvent.Error;
		}
		if (!ended) {
			desk.wrong(what, "a stream that ended without telling how: " + events);
		}
		else if (succeeded) {
			desk.expect(what, expected, output(events));
		}
	}

	private static String output(List<ExecutionEvent> events) {
		return events.stream()
			.map((event) -> (event instanceof ExecutionEvent.Stdout stdout) ? stdout.text() : "")
			.collect(Collectors.joining());
	}

}

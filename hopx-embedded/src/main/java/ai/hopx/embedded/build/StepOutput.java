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

package ai.hopx.embedded.build;

import ai.hopx.embedded.runtime.RunEvent;
import ai.hopx.embedded.runtime.RunEvent.Stream;

/**
 * What a step writes, on its way into the log: line by line, while the step still runs.
 */
final class StepOutput {

	/** A line that does not end is shown in parts. */
	private static final int MAX_LINE = 8192;

	private final BuildLog log;

	private final int lastLength;

	private final StringBuilder stdout = new StringBuilder();

	private final StringBuilder stderr = new StringBuilder();

	private final StringBuilder last = new StringBuilder();

	/**
	 * Create the way into a log.
	 * @param log the log
	 * @param lastLength how much of the end is remembered, in characters
	 */
	StepOutput(BuildLog log, int lastLength) {
		this.log = log;
		this.lastLength = lastLength;
	}

	void add(RunEvent.Output output) {
		add((output.stream() == Stream.STDOUT) ? this.stdout : this.stderr, output.text());
	}

	/**
	 * Take the end of the step.
	 * @param notes what the runtime has to say of it
	 */
	void end(String notes) {
		flush(this.stdout, this.stdout.length());
		add(this.stderr, notes);
		flush(this.stderr, this.stderr.length());
	}

	/**
	 * Return the end of all that was written.
	 * @return the last characters, without white space around them
	 */
	String last() {
		return this.last.toString().strip();
	}

	private void add(StringBuilder pending, String text) {
		this.last.append(text);
		this.last.delete(0, Math.max(0, this.last.length() - this.lastLength));
		pending.append(text);
		int lines = pending.lastIndexOf("\n") + 1;
		flush(pending, (pending.length() - lines > MAX_LINE) ? pending.length() : lines);
	}

	private void flush(StringBuilder pending, int length) {
		if (length > 0) {
			this.log.info(pending.substring(0, length));
			pending.delete(0, length);
		}
	}

}

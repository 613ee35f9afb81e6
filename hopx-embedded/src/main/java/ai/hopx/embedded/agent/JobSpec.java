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

package ai.hopx.embedded.agent;

/**
 * What a job is.
 *
 * @param processId the id under which it is listed and killed
 * @param executionId another id of it
 * @param name the caller's name for it, or one made from its id
 * @param language the language of its code; {@code command} where it is a command
 * @param command the first line of what it runs, shortened
 */
record JobSpec(String processId, String executionId, String name, String language, String command) {

	static final String COMMAND = "command";

	private static final int MAX_COMMAND = 200;

	/**
	 * Shorten a program to what a list has room for.
	 * @param text the program
	 * @return its first line with text, or the beginning of that
	 */
	static String summary(String text) {
		String line = text.strip().lines().findFirst().orElse("");
		return (line.length() > MAX_COMMAND) ? line.substring(0, MAX_COMMAND - 1) + "…" : line;
	}

	@Override
	public String toString() {
		return "JobSpec[processId=" + this.processId + "]";
	}

}

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

package ai.hopx.chaos.judge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A text that is in one piece of code only, so that its runs can be told from all others.
 *
 * @param actor who has it run
 * @param session which of the actor's loans of a sandbox it is
 * @param call which run of that session it is
 */
public record Marker(String actor, int session, int call) {

	private static final Pattern PATTERN = Pattern.compile("chaos:([a-z0-9-]+)\\.(\\d+)\\.(\\d+):");

	/**
	 * Find the marker of code.
	 * @param source the code
	 * @return its marker, or {@code null} where it has none
	 */
	static @Nullable Marker in(String source) {
		Matcher matcher = PATTERN.matcher(source);
		return matcher.find()
				? new Marker(matcher.group(1), Integer.parseInt(matcher.group(2)), Integer.parseInt(matcher.group(3)))
				: null;
	}

	/**
	 * Return who borrowed the sandbox that the code runs in.
	 */
	String loan() {
		return this.actor + "." + this.session;
	}

	@Override
	public String toString() {
		return "chaos:" + this.actor + "." + this.session + "." + this.call + ":";
	}

}

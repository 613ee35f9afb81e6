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

package ai.hopx.embedded.desktop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.hopx.embedded.runtime.DetachedRun;

/**
 * What the programs that a desktop is made of have to say, the last one of a kind each.
 */
final class DesktopLog {

	private static final int MAX_LINES = 200;

	private static final int MAX_LENGTH = 1000;

	private final Map<String, DetachedRun> programs = new LinkedHashMap<>();

	synchronized void add(String name, DetachedRun program) {
		this.programs.put(name, program);
	}

	synchronized List<Long> pids() {
		return this.programs.values().stream().map(DetachedRun::pid).toList();
	}

	/**
	 * Return the last lines of each program.
	 * @return lines that begin with the program's name
	 */
	synchronized List<String> lines() {
		List<String> lines = new ArrayList<>();
		this.programs.forEach((name, program) -> {
			List<String> all = (program.stdout() + program.stderr()).lines().filter((line) -> !line.isBlank()).toList();
			all.subList(Math.max(0, all.size() - MAX_LINES), all.size())
				.forEach((line) -> lines.add(name + ": " + shortened(line)));
		});
		return lines;
	}

	private static String shortened(String line) {
		return (line.length() > MAX_LENGTH) ? line.substring(0, MAX_LENGTH) + "..." : line;
	}

}

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

import java.util.List;

import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.ProcessEntry;

/**
 * A look at what a desktop is made of, for when it does not work.
 */
public final class DesktopDebug {

	private final DesktopPrograms programs;

	private final DesktopLog log;

	DesktopDebug(DesktopPrograms programs, DesktopLog log) {
		this.programs = programs;
		this.log = log;
	}

	/**
	 * Return what the desktop's programs wrote.
	 * @return the last lines of each
	 */
	public List<String> logs() {
		return this.log.lines();
	}

	/**
	 * Return the desktop's processes.
	 * @return those that run
	 */
	public Mono<List<ProcessEntry>> processes() {
		List<Long> pids = this.log.pids();
		return this.programs.runtime()
			.processes()
			.map((processes) -> processes.stream().filter((process) -> pids.contains(process.pid())).toList());
	}

}

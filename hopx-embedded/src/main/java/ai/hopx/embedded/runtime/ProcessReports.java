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
import java.util.Optional;

import tools.jackson.databind.JsonNode;

/**
 * Reads what a supervisor reports of its processes.
 */
final class ProcessReports {

	private ProcessReports() {
	}

	static List<ProcessEntry> entries(JsonNode list) {
		List<ProcessEntry> entries = new ArrayList<>();
		list.forEach((process) -> entries.add(new ProcessEntry(process.path("pid").asLong(0),
				process.path("name").asString(""), process.path("command").asString(""),
				process.path("user").asString(""), process.path("status").asString(""),
				process.path("cpuPercent").asDouble(0), process.path("memoryBytes").asLong(0))));
		return List.copyOf(entries);
	}

	static Optional<InterpreterState> interpreter(JsonNode header) {
		if (!header.path("started").asBoolean(false)) {
			return Optional.empty();
		}
		Duration idle = Duration.ofMillis((long) (header.path("idle").asDouble(0) * 1000));
		return Optional.of(new InterpreterState(header.path("number").asInt(0), header.path("runs").asInt(0), idle));
	}

	static ResourceUsage usage(JsonNode header) {
		return new ResourceUsage(header.path("processes").asInt(0), header.path("running").asInt(0),
				header.path("cpuSeconds").asDouble(0), header.path("memoryBytes").asLong(0),
				header.path("diskBytes").asLong(0));
	}

}

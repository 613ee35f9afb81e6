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

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.ProcessEntry;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /execute/processes} and {@code /processes}, the jobs and the sandbox's
 * processes, and every way to kill one that some client knows.
 */
final class ProcessRoutes {

	private static final int MAX_PROCESSES = 200;

	private static final double MIB = 1024 * 1024;

	private final AgentContext context;

	private final BackgroundJobs jobs;

	ProcessRoutes(AgentContext context, BackgroundJobs jobs) {
		this.context = context;
		this.jobs = jobs;
	}

	void addTo(Routes routes) {
		routes.get("/execute/processes", (request) -> jobs())
			.get("/processes", (request) -> processes())
			.post("/execute/kill/{id}", (request) -> kill(request.pathVariable("id")))
			.post("/processes/{id}/kill", (request) -> kill(request.pathVariable("id")))
			.post("/execute/kill", this::killNamed)
			.delete("/execute/kill", this::killNamed);
	}

	private Mono<ServerResponse> jobs() {
		Instant now = this.context.now();
		return list(this.jobs.all().stream().map((job) -> job.view(now)).toList());
	}

	/**
	 * List the processes. The jobs come first, as one client looks for them here.
	 */
	private Mono<ServerResponse> processes() {
		return this.context.runtime().processes().flatMap((entries) -> {
			Map<Long, ProcessEntry> others = new LinkedHashMap<>();
			entries.forEach((entry) -> others.put(entry.pid(), entry));
			List<Map<String, Object>> processes = new ArrayList<>();
			Instant now = this.context.now();
			for (Job job : this.jobs.all()) {
				Long pid = job.ended() ? null : job.pid();
				ProcessEntry entry = (pid != null) ? others.remove(pid) : null;
				Map<String, Object> process = (entry != null) ? process(entry) : new LinkedHashMap<>();
				process.putAll(job.view(now));
				processes.add(process);
			}
			others.values().forEach((entry) -> processes.add(process(entry)));
			return list(processes.subList(0, Math.min(MAX_PROCESSES, processes.size())));
		});
	}

	private Mono<ServerResponse> list(List<Map<String, Object>> processes) {
		return Replies.ok(Map.of("processes", processes, "count", processes.size(), "timestamp", this.context.now()));
	}

	private static Map<String, Object> process(ProcessEntry entry) {
		Map<String, Object> process = new LinkedHashMap<>();
		process.put("pid", entry.pid());
		process.put("name", entry.name());
		process.put("command", entry.command());
		process.put("user", entry.user());
		process.put("status", entry.status());
		process.put("cpu_percent", entry.cpuPercent());
		process.put("memory_mb", entry.memoryBytes() / MIB);
		return process;
	}

	private Mono<ServerResponse> killNamed(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			String id = request.queryParam("process_id").orElseGet(() -> body.textOrNumber("process_id"));
			if (id == null || id.isBlank()) {
				throw ApiException.missingParameter("process_id");
			}
			return kill(id);
		});
	}

	private Mono<ServerResponse> kill(String id) {
		Job job = this.jobs.find(id);
		if (job != null && job.ended() && !job.killed()) {
			throw notFound("Process " + id + " has ended");
		}
		Mono<Void> killed = (job != null) ? job.kill() : this.context.runtime().kill(pid(id));
		return killed.then(Mono.defer(() -> Replies
			.ok(Map.of("process_id", id, "status", "killed", "message", "The process and its children were killed"))));
	}

	private static long pid(String id) {
		if (!id.matches("[1-9][0-9]{0,9}")) {
			throw notFound("There is no process " + id);
		}
		return Long.parseLong(id);
	}

	private static ApiException notFound(String message) {
		return new ApiException(HttpStatus.NOT_FOUND, "PROCESS_NOT_FOUND", message);
	}

}

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

package ai.hopx.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Builds as requests: what is taken and refused, logs, updates, ready checks, quotas.
 */
class TemplateBuildRouteTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final Http control = server.control();

	private final TemplateBuilder builder = new TemplateBuilder(this.control);

	@AfterEach
	void deleteTemplates() {
		this.builder.deleteAll();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			name       |              | name
			name       | a/b          | name
			name       | 123          | name
			from_image |              | from_image
			from_image | alpine:3.20  | glibc
			from_image | node:20-alpine | glibc
			cpu        |              | cpu
			cpu        | 100          | cpu
			memory     | 511          | memory
			memory     | 64001        | memory
			diskGB     | 0            | diskGB
			diskGB     | 251          | diskGB
			""")
	void whatMakesNoSenseIsRefused(String field, String value, String expected) {
		Map<String, Object> request = this.builder.request("sensible");
		request.remove(field);
		if (value != null) {
			request.put(field, value.matches("\\d+") && !"name".equals(field) ? Integer.valueOf(value) : value);
		}
		Reply reply = this.control.post("/v1/templates/build", request);
		assertThat(reply.status()).as(reply::toString).isEqualTo(400);
		assertThat(reply.text("error")).contains(expected);
	}

	@Test
	void stepsInEveryForm() {
		this.builder.step(Map.of("type", "run", "command", "echo one > one"))
			.step(Map.of("type", "env", "key", "TWO", "value", "2"))
			.step(Map.of("type", "ENV", "args", List.of("THREE=3")))
			.step(Map.of("type", "workdir", "path", "/workspace/four"))
			.step("USER", "nobody")
			.step("CMD", "echo five")
			.step(Map.of("type", "RUN", "args", List.of("[ $TWO$THREE$(cat ../one) = 23one ]"), "skipCache", true));
		String log = this.builder.log(this.builder.buildActive("forms").text("build_id"));
		assertThat(log).contains("[1/", "RUN echo one > one", "ENV TWO", "USER nobody", "CMD echo five")
			.doesNotContain("value");
	}

	@Test
	void unknownStepsAreRefused() {
		Reply reply = this.control.post("/v1/templates/build", this.builder.step("EXPOSE", "80").request("unknown"));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("error")).contains("EXPOSE", "COPY, RUN, ENV");
	}

	@Test
	void namesAreTakenUntilTheirTemplateIsDeleted() {
		this.builder.step("RUN", "echo first > file").buildActive("taken");
		Map<String, Object> request = this.builder.request("taken");
		assertThat(this.control.post("/v1/templates/build", request).status()).isEqualTo(409);
		request.put("name", "base");
		assertThat(this.control.post("/v1/templates/build", request).status()).isEqualTo(409);
		try (TestSandbox sandbox = TestSandbox.create(server.hopx(), Map.of("template_name", "taken"))) {
			assertThat(this.control.delete("/v1/templates/taken").status()).isEqualTo(409);
			assertThat(sandbox.status()).isEqualTo("running");
		}
		assertThat(this.control.delete("/v1/templates/taken").status()).isEqualTo(200);
		assertThat(this.control.get("/v1/templates/taken").status()).isEqualTo(404);
		this.builder.buildActive("taken");
	}

	@Test
	void anUpdateReplacesTheTemplateAndAFailedOneDoesNot() {
		Reply first = this.builder.step("RUN", "echo first > version").buildActive("updated");
		Map<String, Object> failing = new TemplateBuilder(this.control).step("RUN", "exit 1").request("updated");
		failing.put("update", true);
		Reply started = this.control.post("/v1/templates/build", failing);
		assertThat(started.status()).isEqualTo(202);
		assertThat(started.text("template_id")).isEqualTo(first.text("id"));
		this.builder.awaitEnd(started.text("build_id"));
		assertThat(version("updated")).isEqualTo("first\n");

		Map<String, Object> update = new TemplateBuilder(this.control).step("RUN", "echo second > version")
			.request("updated");
		update.put("update", true);
		this.builder.buildActive(update);
		assertThat(version("updated")).isEqualTo("second\n");

		update.put("name", "nothing-there");
		assertThat(this.control.post("/v1/templates/build", update).status()).isEqualTo(404);
	}

	private static String version(String template) {
		try (TestSandbox sandbox = TestSandbox.create(server.hopx(), Map.of("template_name", template))) {
			return sandbox.run("bash", "cat version").text("stdout");
		}
	}

	@Test
	void logsAreReadByOffsetOrAsEvents() {
		String id = this.builder.step("RUN", "echo hello").buildActive("logged").text("build_id");
		Reply all = this.control.get("/v1/templates/build/" + id + "/logs?offset=0");
		assertThat(all.json().propertyNames()).containsOnly("logs", "offset", "status", "complete", "request_id");
		assertThat(all.text("logs")).contains("hello\n");
		assertThat(all.text("status")).isEqualTo("active");
		assertThat(all.json().path("complete").booleanValue()).isTrue();
		int end = all.json().path("offset").intValue();
		Reply rest = this.control.get("/v1/templates/build/" + id + "/logs?offset=" + (end - 7));
		assertThat(rest.text("logs")).hasSize(7);
		assertThat(this.control.get("/v1/templates/build/" + id + "/logs?offset=" + end).text("logs")).isEmpty();
		Reply events = this.control.with("Accept", "text/event-stream").get("/v1/templates/build/" + id + "/logs");
		assertThat(events.header("Content-Type")).startsWith("text/event-stream");
		assertThat(new String(events.bytes(), StandardCharsets.UTF_8)).contains("event: log\ndata: {", "\"hello\"")
			.endsWith("event: done\ndata: {\"status\":\"active\"}\n\n");
	}

	@Test
	void theLogFollowsABuild() {
		String id = this.builder.step("RUN", "echo out; echo err >&2; for i in $(seq 600); do sleep 0.1; done")
			.start(this.builder.request("followed"))
			.text("build_id");
		// The step goes on, and what it wrote is there already
		Awaitility.await().until(() -> this.builder.log(id).contains("out\n"));
		Awaitility.await().until(() -> this.builder.log(id).contains("err\n"));
		assertThat(this.control.get("/v1/templates/build/" + id + "/status").text("status")).isEqualTo("building");
		Http events = this.control.with("Accept", "text/event-stream");
		CompletableFuture<Reply> followed = CompletableFuture
			.supplyAsync(() -> events.get("/v1/templates/build/" + id + "/logs"));
		assertThat(this.control.delete("/v1/templates/" + id).status()).isEqualTo(200);
		assertThat(followed).succeedsWithin(Duration.ofSeconds(20))
			.satisfies((reply) -> assertThat(reply.toString()).containsAnyOf("out", "404"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			port    | port        | 18099                   | python3 -m http.server 18099 --bind 127.0.0.1
			url     | url         | http://127.0.0.1:18098/ | python3 -m http.server 18098 --bind 127.0.0.1
			file    | path        | /workspace/ready        | touch ready
			process | processName | sleep                   | sleep 60
			process | name        | sleep                   | sleep 60
			command | command     | test -e ready           | touch ready
			""")
	void isActiveOnceItIsReady(String type, String field, String value, String startCommand) {
		Map<String, Object> request = this.builder.request("ready");
		request.put("startCmd", startCommand);
		request.put("readyCmd", Map.of("type", type, field, "port".equals(type) ? Integer.valueOf(value) : value,
				"timeout", 20_000, "interval", 50));
		this.builder.buildActive(request);
	}

	@Test
	void whatIsNeverReadyFailsTheBuild() {
		Map<String, Object> request = this.builder.request("never");
		request.put("readyCmd", Map.of("type", "file", "path", "/workspace/never", "timeout", 300, "interval", 50));
		assertThat(this.builder.buildFailed(request)).contains("ready check", "/workspace/never", "300 ms");
	}

	@Test
	void startCommandsRunAtEveryBoot() {
		Map<String, Object> request = this.builder.request("starting");
		request.put("startCmd", "echo started >> /workspace/boots");
		this.builder.buildActive(request);
		try (TestSandbox sandbox = TestSandbox.create(server.hopx(), Map.of("template_name", "starting"))) {
			Awaitility.await().until(() -> "started\n".equals(boots(sandbox)));
			this.control.post(sandbox.path() + "/stop");
			this.control.post(sandbox.path() + "/start");
			Awaitility.await().until(() -> "started\nstarted\n".equals(boots(sandbox)));
		}
	}

	private static String boots(TestSandbox sandbox) {
		return sandbox.run("bash", "cat boots").text("stdout");
	}

	@Test
	void quotasAreThoseOfTheSettings() {
		EmbeddedHopx strict = EmbeddedHopx
			.start(EmbeddedHopxSettings.builder().quotas(Quotas.none().withBuilds(1, 2)).build());
		try {
			Http control = Http.withKey(strict);
			new TemplateBuilder(control).buildActive("one");
			Reply refused = control.post("/v1/templates/build", new TemplateBuilder(control).request("two"));
			assertThat(refused.status()).isEqualTo(429);
			assertThat(refused.text("code")).isEqualTo("RATE_LIMIT_EXCEEDED");
			assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(3500, 3600);
			assertThat(control.get("/v1/templates/two").status()).isEqualTo(404);
		}
		finally {
			strict.stop();
		}
	}

	@Test
	void stoppingTheServerEndsBuilds() {
		EmbeddedHopx stopped = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
		Http control = Http.withKey(stopped);
		TemplateBuilder building = new TemplateBuilder(control).step("RUN", "exec -a hopx-build-marker sleep 300");
		building.start(building.request("endless"));
		Awaitility.await().until(TemplateBuildRouteTests::markerRuns);
		stopped.stop();
		assertThat(markerRuns()).isFalse();
	}

	private static boolean markerRuns() {
		return ProcessHandle.allProcesses()
			.flatMap((process) -> process.info().command().stream().map((command) -> commandLine(process)))
			.anyMatch((line) -> line.startsWith("hopx-build-marker"));
	}

	private static String commandLine(ProcessHandle process) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
		}
		catch (IOException ex) {
			return "";
		}
	}

}

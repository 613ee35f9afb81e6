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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.hopx.client.model.SandboxState;
import ai.hopx.client.template.TemplateFilter;
import org.reactivestreams.Publisher;

/**
 * Each call with the one request that it is, for both faces.
 */
final class WireCalls {

	private static final String EXECUTED = "{\"success\":true,\"stdout\":\"\",\"stderr\":\"\",\"exit_code\":0}";

	private static final String FILE = "{\"success\":true,\"path\":\"/workspace/a\",\"size\":1}";

	private static final String SANDBOX = "{\"id\":\"sbx1764616089\",\"status\":\"running\"}";

	private WireCalls() {
	}

	/**
	 * A call.
	 *
	 * @param request method, path, query and JSON body that it must send
	 * @param reply what it is answered with
	 * @param blocking makes it on the blocking face
	 * @param reactive makes it on the reactive face
	 */
	record Call<B, R>(String request, String reply, Consumer<B> blocking, Function<R, Publisher<?>> reactive) {

		@Override
		public String toString() {
			return this.request;
		}

	}

	static Stream<Call<Sandbox, ReactiveSandbox>> agent() {
		CodeRequest code = CodeRequest.of(Language.BASH, "echo $A")
			.timeout(Duration.ofMillis(1500))
			.workingDirectory("/tmp")
			.env("A", "1");
		CommandRequest command = CommandRequest.of("ls | wc -l")
			.timeout(Duration.ofSeconds(5))
			.workingDirectory("/tmp")
			.env("A", "1");
		WriteOptions options = WriteOptions.defaults().mode("0755").overwrite(false);
		return Stream.of(
				new Call<>("POST /execute {\"code\":\"print(1)\",\"language\":\"python\",\"timeout\":120}", EXECUTED,
						(sandbox) -> sandbox.runCode("print(1)"), (sandbox) -> sandbox.runCode("print(1)")),
				new Call<>("POST /execute {\"code\":\"puts 1\",\"language\":\"ruby\",\"timeout\":120}", EXECUTED,
						(sandbox) -> sandbox.runCode(Language.of("ruby"), "puts 1"),
						(sandbox) -> sandbox.runCode(Language.of("ruby"), "puts 1")),
				new Call<>(
						"POST /execute {\"code\":\"echo $A\",\"language\":\"bash\",\"timeout\":2,"
								+ "\"workdir\":\"/tmp\",\"working_dir\":\"/tmp\",\"env\":{\"A\":\"1\"}}",
						EXECUTED, (sandbox) -> sandbox.runCode(code), (sandbox) -> sandbox.runCode(code)),
				new Call<>(
						"POST /execute/rich {\"code\":\"1\",\"language\":\"python\",\"timeout\":120,"
								+ "\"capture_rich\":true}",
						EXECUTED, (sandbox) -> sandbox.runCode(CodeRequest.of("1").rich(true)),
						(sandbox) -> sandbox.runCode(CodeRequest.of("1").rich(true))),
				new Call<>("POST /execute/ipython {\"code\":\"%ls\",\"timeout\":120}", EXECUTED,
						(sandbox) -> sandbox.ipython().run("%ls"), (sandbox) -> sandbox.ipython().run("%ls")),
				new Call<>("POST /commands/run {\"command\":\"bash\",\"args\":[\"-c\",\"ls\"],\"timeout\":120}",
						EXECUTED, (sandbox) -> sandbox.commands().run("ls"), (sandbox) -> sandbox.commands().run("ls")),
				new Call<>(
						"POST /commands/run {\"command\":\"bash\",\"args\":[\"-c\",\"ls | wc -l\"],\"timeout\":5,"
								+ "\"workdir\":\"/tmp\",\"working_dir\":\"/tmp\",\"env\":{\"A\":\"1\"}}",
						EXECUTED, (sandbox) -> sandbox.commands().run(command),
						(sandbox) -> sandbox.commands().run(command)),
				new Call<>("GET /files/read?path=%2Fworkspace%2Fa%20b%26c%23d%2B.txt", "{\"content\":\"x\"}",
						(sandbox) -> sandbox.files().readText("/workspace/a b&c#d+.txt"),
						(sandbox) -> sandbox.files().readText("/workspace/a b&c#d+.txt")),
				new Call<>("GET /files/download?path=%2Fworkspace%2Fa", "bytes",
						(sandbox) -> sandbox.files().readBytes("/workspace/a"),
						(sandbox) -> sandbox.files().readBytes("/workspace/a")),
				new Call<>("POST /files/write {\"path\":\"/workspace/a\",\"content\":\"x\"}", FILE,
						(sandbox) -> sandbox.files().write("/workspace/a", "x"),
						(sandbox) -> sandbox.files().write("/workspace/a", "x")),
				new Call<>(
						"POST /files/write {\"path\":\"/workspace/a\",\"content\":\"x\",\"mode\":\"0755\","
								+ "\"overwrite\":false}",
						FILE, (sandbox) -> sandbox.files().write("/workspace/a", "x", options),
						(sandbox) -> sandbox.files().write("/workspace/a", "x", options)),
				new Call<>("GET /files/list?path=%2Fworkspace", "{\"files\":[]}",
						(sandbox) -> sandbox.files().list("/workspace"),
						(sandbox) -> sandbox.files().list("/workspace")),
				new Call<>("GET /files/exists?path=%2Fworkspace%2Fa", "{\"exists\":true}",
						(sandbox) -> sandbox.files().exists("/workspace/a"),
						(sandbox) -> sandbox.files().exists("/workspace/a")),
				new Call<>("POST /files/mkdir {\"path\":\"/workspace/a/b\"}", FILE,
						(sandbox) -> sandbox.files().mkdir("/workspace/a/b"),
						(sandbox) -> sandbox.files().mkdir("/workspace/a/b")),
				new Call<>("DELETE /files/remove?path=%2Fworkspace%2Fa", FILE,
						(sandbox) -> sandbox.files().remove("/workspace/a"),
						(sandbox) -> sandbox.files().remove("/workspace/a")),
				new Call<>("GET /env", "{\"env_vars\":{\"A\":\"1\"}}", (sandbox) -> sandbox.env().all(),
						(sandbox) -> sandbox.env().all()),
				new Call<>("GET /env", "{\"env_vars\":{\"A\":\"1\"}}", (sandbox) -> sandbox.env().get("A"),
						(sandbox) -> sandbox.env().get("A")),
				new Call<>("PATCH /env {\"env_vars\":{\"A\":\"1\"},\"merge\":true}", "{}",
						(sandbox) -> sandbox.env().set("A", "1"), (sandbox) -> sandbox.env().set("A", "1")),
				new Call<>("PATCH /env {\"env_vars\":{\"A\":\"1\"},\"merge\":true}", "{}",
						(sandbox) -> sandbox.env().merge(Map.of("A", "1")),
						(sandbox) -> sandbox.env().merge(Map.of("A", "1"))),
				new Call<>("PUT /env {\"env_vars\":{\"A\":\"1\"}}", "{}",
						(sandbox) -> sandbox.env().replace(Map.of("A", "1")),
						(sandbox) -> sandbox.env().replace(Map.of("A", "1"))),
				new Call<>("DELETE /env", "{}", (sandbox) -> sandbox.env().clear(), (sandbox) -> sandbox.env().clear()),
				new Call<>("DELETE /env/A%2FB%20C", "{}", (sandbox) -> sandbox.env().delete("A/B C"),
						(sandbox) -> sandbox.env().delete("A/B C")),
				new Call<>("GET /metrics/snapshot", "{\"uptime_seconds\":1}", (sandbox) -> sandbox.metrics().snapshot(),
						(sandbox) -> sandbox.metrics().snapshot()),
				new Call<>("GET /health", "{\"status\":\"healthy\"}", Sandbox::health, ReactiveSandbox::health),
				new Call<>("GET /info", "{\"agent\":\"x\"}", Sandbox::agentInfo, ReactiveSandbox::agentInfo));
	}

	static Stream<Call<Sandbox, ReactiveSandbox>> life() {
		return Stream.of(new Call<>("GET /v1/sandboxes/sbx1764616089", SANDBOX, Sandbox::info, ReactiveSandbox::info),
				new Call<>("GET /v1/sandboxes/sbx1764616089", SANDBOX, Sandbox::status, ReactiveSandbox::status),
				new Call<>("POST /v1/sandboxes/sbx1764616089/stop", SANDBOX, Sandbox::stop, ReactiveSandbox::stop),
				new Call<>("POST /v1/sandboxes/sbx1764616089/pause", SANDBOX, Sandbox::pause, ReactiveSandbox::pause),
				new Call<>("PUT /v1/sandboxes/sbx1764616089/timeout {\"timeout_seconds\":91}", SANDBOX,
						(sandbox) -> sandbox.timeout(Duration.ofMillis(90_001)),
						(sandbox) -> sandbox.timeout(Duration.ofMillis(90_001))),
				new Call<>("POST /v1/sandboxes/sbx1764616089/token/refresh", "{\"auth_token\":\"eyJ.second.x\"}",
						Sandbox::refreshToken, ReactiveSandbox::refreshToken),
				new Call<>("GET /v1/sandboxes/sbx1764616089", SANDBOX,
						(sandbox) -> sandbox.awaitState(SandboxState.RUNNING, Duration.ofSeconds(5)),
						(sandbox) -> sandbox.awaitState(SandboxState.RUNNING, Duration.ofSeconds(5))),
				new Call<>("DELETE /v1/sandboxes/sbx1764616089", "{}", Sandbox::kill, ReactiveSandbox::kill),
				new Call<>("DELETE /v1/sandboxes/sbx1764616089", "{}", Sandbox::close, ReactiveSandbox::kill));
	}

	static Stream<Call<HopxTemplate, ReactiveHopxTemplate>> control() {
		SandboxFilter filter = SandboxFilter.all().state(SandboxState.PAUSED).region("eu west").limit(7);
		List<Call<HopxTemplate, ReactiveHopxTemplate>> calls = List.of(
				new Call<>("GET /health", "{\"status\":\"ok\",\"version\":\"1\"}", HopxTemplate::health,
						ReactiveHopxTemplate::health),
				new Call<>("GET /v1/sandboxes/abc", SANDBOX, (hopx) -> hopx.connect("abc"),
						(hopx) -> hopx.connect("abc")),
				new Call<>("GET /v1/sandboxes?limit=100", "{\"data\":null}", (hopx) -> hopx.sandboxes().list().toList(),
						(hopx) -> hopx.sandboxes().list()),
				new Call<>("GET /v1/sandboxes?limit=7&status=paused&region=eu%20west",
						"{\"data\":[],\"has_more\":false}", (hopx) -> hopx.sandboxes().list(filter).toList(),
						(hopx) -> hopx.sandboxes().list(filter)),
				new Call<>("GET /v1/sandboxes/abc", SANDBOX, (hopx) -> hopx.sandboxes().get("abc"),
						(hopx) -> hopx.sandboxes().get("abc")),
				new Call<>("DELETE /v1/sandboxes/abc", "{}", (hopx) -> hopx.sandboxes().delete("abc"),
						(hopx) -> hopx.sandboxes().delete("abc")),
				new Call<>("POST /v1/sandboxes/abc/start", SANDBOX, (hopx) -> hopx.sandboxes().start("abc"),
						(hopx) -> hopx.sandboxes().start("abc")),
				new Call<>("POST /v1/sandboxes/abc/stop", SANDBOX, (hopx) -> hopx.sandboxes().stop("abc"),
						(hopx) -> hopx.sandboxes().stop("abc")),
				new Call<>("POST /v1/sandboxes/abc/pause", SANDBOX, (hopx) -> hopx.sandboxes().pause("abc"),
						(hopx) -> hopx.sandboxes().pause("abc")),
				new Call<>("POST /v1/sandboxes/abc/resume", SANDBOX, (hopx) -> hopx.sandboxes().resume("abc"),
						(hopx) -> hopx.sandboxes().resume("abc")),
				new Call<>("PUT /v1/sandboxes/abc/timeout {\"timeout_seconds\":1}", "{}",
						(hopx) -> hopx.sandboxes().timeout("abc", Duration.ofMillis(1)),
						(hopx) -> hopx.sandboxes().timeout("abc", Duration.ofMillis(1))),
				new Call<>("GET /v1/sandboxes/abc", SANDBOX,
						(hopx) -> hopx.sandboxes().awaitState("abc", SandboxState.RUNNING, Duration.ofSeconds(5)),
						(hopx) -> hopx.sandboxes().awaitState("abc", SandboxState.RUNNING, Duration.ofSeconds(5))));
		return Stream.concat(calls.stream(), templates());
	}

	private static Stream<Call<HopxTemplate, ReactiveHopxTemplate>> templates() {
		return Stream.of(
				new Call<>("GET /v1/templates?limit=100", "{\"data\":null}", (hopx) -> hopx.templates().list().toList(),
						(hopx) -> hopx.templates().list()),
				new Call<>("GET /v1/templates?limit=100&category=custom&language=python", "{\"data\":[]}",
						(hopx) -> hopx.templates()
							.list(TemplateFilter.all().category("custom").language("python"))
							.toList(),
						(hopx) -> hopx.templates().list(TemplateFilter.all().category("custom").language("python"))),
				new Call<>("GET /v1/templates/my%2Fown%20one", "{\"id\":73}",
						(hopx) -> hopx.templates().get("my/own one"), (hopx) -> hopx.templates().get("my/own one")),
				new Call<>("DELETE /v1/templates/73", "", (hopx) -> hopx.templates().delete("73"),
						(hopx) -> hopx.templates().delete("73")));
	}

}

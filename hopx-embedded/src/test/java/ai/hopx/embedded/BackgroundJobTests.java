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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class BackgroundJobTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private final Http agent = this.sandbox.agent();

	@Test
	void codeRunsInTheBackground() {
		Reply reply = this.agent.post("/execute/background", Map.of("code", "print('done')", "name", "greeter"));
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		assertThat(reply.text("process_id")).matches("bg_\\d{19}");
		assertThat(reply.text("execution_id")).isNotBlank();
		assertThat(reply.text("status")).isEqualTo("running");
		assertThat(reply.text("start_time")).endsWith("Z");
		assertThat(reply.text("name")).isEqualTo("greeter");
		assertThat(reply.text("message")).isNotBlank();
		JsonNode job = ended(reply);
		assertThat(job.path("status").stringValue()).isEqualTo("completed");
		assertThat(job.path("exit_code").intValue()).isZero();
		assertThat(job.path("stdout").stringValue()).isEqualTo("done\n");
		assertThat(job.path("name").stringValue()).isEqualTo("greeter");
		assertThat(job.path("language").stringValue()).isEqualTo("python");
		assertThat(job.path("command").stringValue()).isEqualTo("print('done')");
		assertThat(job.path("started_at")).isEqualTo(job.path("start_time"));
		assertThat(job.path("completed_at")).isEqualTo(job.path("end_time"));
		assertThat(job.path("execution_time")).isEqualTo(job.path("duration"));
		assertThat(job.path("duration").doubleValue()).isPositive();
	}

	@Test
	void commandsRunInTheBackground() {
		Reply reply = this.agent.post("/commands/background",
				Map.of("command", "bash", "args", List.of("-c", "echo out; echo err >&2; exit 3")));
		assertThat(reply.text("process_id")).matches("cmd_\\d{19}");
		assertThat(reply.text("name")).isEqualTo(reply.text("process_id"));
		assertThat(reply.text("stdout")).isEmpty();
		assertThat(reply.text("stderr")).isEmpty();
		assertThat(reply.json().path("exit_code").intValue()).isZero();
		JsonNode job = ended(reply);
		assertThat(job.path("status").stringValue()).isEqualTo("failed");
		assertThat(job.path("exit_code").intValue()).isEqualTo(3);
		assertThat(job.path("stdout").stringValue()).isEqualTo("out\n");
		assertThat(job.path("stderr").stringValue()).isEqualTo("err\n");
	}

	@Test
	void backgroundPythonDoesNotBlockTheInterpreter() {
		this.sandbox.run("python", "shared = 1");
		Reply reply = background("import time\ntime.sleep(60)\nshared");
		Reply run = this.agent.post("/execute", Map.of("code", "shared", "timeout", 5));
		assertThat(run.text("result")).as(run::toString).isEqualTo("1");
		assertThat(job(reply).path("status").stringValue()).isEqualTo("running");
	}

	@Test
	void outputOfARunningJobIsListed() {
		Reply reply = background("import time\nprint('début')\ntime.sleep(60)");
		Awaitility.await().until(() -> job(reply).path("stdout").stringValue().equals("début\n"));
		assertThat(job(reply).has("end_time")).isFalse();
		assertThat(job(reply).path("pid").intValue()).isPositive();
	}

	static Stream<Arguments> kills() {
		BiFunction<Http, String, Reply> seed = (http, id) -> http.post("/execute/kill/" + id);
		BiFunction<Http, String, Reply> query = (http, id) -> http.delete("/execute/kill?process_id=" + id);
		BiFunction<Http, String, Reply> deleteBody = (http, id) -> http.json("DELETE", "/execute/kill",
				Map.of("process_id", id));
		BiFunction<Http, String, Reply> postBody = (http, id) -> http.post("/execute/kill", Map.of("process_id", id));
		BiFunction<Http, String, Reply> processes = (http, id) -> http.post("/processes/" + id + "/kill");
		return Stream.of(seed, query, deleteBody, postBody, processes).map(Arguments::of);
	}

	@ParameterizedTest
	@MethodSource("kills")
	void everySpellingKillsTheJobAndItsChildren(BiFunction<Http, String, Reply> kill) {
		Reply reply = this.agent.post("/commands/background", Map.of("command", "sleep 987 & sleep 987; true"));
		Awaitility.await().until(() -> sleepers() == 2);
		String id = reply.text("process_id");
		Reply killed = kill.apply(this.agent, id);
		assertThat(killed.status()).as(killed::toString).isEqualTo(200);
		assertThat(killed.text("process_id")).isEqualTo(id);
		assertThat(killed.text("status")).isEqualTo("killed");
		assertThat(killed.text("message")).isNotBlank();
		assertThat(sleepers()).isZero();
		assertThat(job(reply).path("status").stringValue()).isEqualTo("killed");
	}

	@ParameterizedTest
	@MethodSource("kills")
	void everySpellingKillsAProcessOfTheSystem(BiFunction<Http, String, Reply> kill) {
		this.sandbox.run("bash", "setsid sleep 987 > /dev/null 2>&1 & disown; true");
		Awaitility.await().until(() -> sleepers() == 1);
		int pid = processes("/processes", "sleep 987").get(0).path("pid").intValue();
		Reply killed = kill.apply(this.agent, Integer.toString(pid));
		assertThat(killed.status()).as(killed::toString).isEqualTo(200);
		assertThat(sleepers()).isZero();
		assertThat(kill.apply(this.agent, Integer.toString(pid)).text("code")).isEqualTo("PROCESS_NOT_FOUND");
	}

	@Test
	void theInterpreterCannotBeKilled() {
		int pid = this.sandbox.run("python", "kept = 1\nimport os\nos.getpid()").json().path("result").asInt();
		Reply reply = this.agent.post("/execute/kill/" + pid);
		assertThat(reply.status()).isEqualTo(403);
		assertThat(this.sandbox.run("python", "kept").text("result")).isEqualTo("1");
		assertThat(this.agent.post("/execute/kill/1").status()).isEqualTo(404);
	}

	@Test
	void theProcessOfAJobIsTheJob() {
		Reply reply = background("import time; time.sleep(60)");
		int pid = job(reply).path("pid").intValue();
		assertThat(this.agent.post("/execute/kill", Map.of("process_id", pid)).status()).isEqualTo(200);
		assertThat(job(reply).path("status").stringValue()).isEqualTo("killed");
	}

	@Test
	void aJobThatHasEndedCannotBeKilled() {
		Reply reply = background("pass");
		ended(reply);
		assertThat(this.agent.post("/execute/kill/" + reply.text("process_id")).status()).isEqualTo(404);
		assertThat(job(reply).path("status").stringValue()).isEqualTo("completed");
	}

	@Test
	void aSecondKillIsAsGoodAsTheFirst() {
		Reply reply = background("import time; time.sleep(60)");
		String path = "/execute/kill/" + reply.text("process_id");
		assertThat(this.agent.post(path).text("status")).isEqualTo("killed");
		assertThat(this.agent.post(path).text("status")).isEqualTo("killed");
	}

	@Test
	void aJobEndsAfterItsTimeout() {
		Reply reply = this.agent.post("/execute/background",
				Map.of("code", "import time; time.sleep(60)", "timeout", 0.5));
		JsonNode job = ended(reply);
		assertThat(job.path("status").stringValue()).isEqualTo("failed");
		assertThat(job.path("exit_code").intValue()).isEqualTo(124);
		assertThat(job.path("stderr").stringValue()).contains("Timed out");
	}

	@Test
	void aJobGoesOnWhenItsCallerHangsUp() {
		this.agent.postAndHangUp("/execute/background",
				Map.of("language", "bash", "code", "sleep 0.3; touch survived"));
		Awaitility.await()
			.until(() -> this.agent.get("/files/exists?path=/workspace/survived").json().path("exists").booleanValue());
	}

	@Test
	void jobsAreListedAmongTheProcesses() {
		Reply reply = background("import time; time.sleep(60)");
		JsonNode listed = Awaitility.await()
			.until(() -> this.agent.get("/processes").json().path("processes").path(0),
					(each) -> each.has("memory_mb"));
		assertThat(listed.path("process_id").stringValue()).isEqualTo(reply.text("process_id"));
		assertThat(listed.path("status").stringValue()).isEqualTo("running");
		assertThat(listed.path("pid").intValue()).isPositive();
		assertThat(listed.path("user").stringValue()).isNotBlank();
		List<Integer> pids = this.agent.get("/processes")
			.json()
			.path("processes")
			.valueStream()
			.map((process) -> process.path("pid").intValue())
			.toList();
		assertThat(pids).doesNotHaveDuplicates();
	}

	@Test
	void aPauseHoldsJobs() {
		Reply reply = this.agent.post("/execute/background",
				Map.of("language", "bash", "code", "while true; do echo; sleep 0.02; done", "timeout", 100));
		Awaitility.await().until(() -> !job(reply).path("stdout").stringValue().isEmpty());
		this.sandbox.control().post(this.sandbox.path() + "/pause");
		assertThat(this.agent.get("/execute/processes").status()).isEqualTo(503);
		this.sandbox.control().post(this.sandbox.path() + "/resume");
		int before = job(reply).path("stdout").stringValue().length();
		Awaitility.await().until(() -> job(reply).path("stdout").stringValue().length() > before);
		assertThat(job(reply).path("status").stringValue()).isEqualTo("running");
	}

	@Test
	void aStopKillsJobs() {
		Reply reply = background("import time; time.sleep(60)");
		this.sandbox.control().post(this.sandbox.path() + "/stop");
		this.sandbox.control().post(this.sandbox.path() + "/start");
		assertThat(ended(reply).path("status").stringValue()).isEqualTo("killed");
	}

	@Test
	void aProgramThatIsNotThereIsAnOutcome() {
		Reply reply = this.agent.post("/commands/background", Map.of("command", "no-such-program", "args", List.of()));
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		JsonNode job = job(reply);
		assertThat(job.path("status").stringValue()).isEqualTo("failed");
		assertThat(job.path("exit_code").intValue()).isEqualTo(127);
		assertThat(job.path("stderr").stringValue()).contains("no-such-program");
	}

	@Test
	void badRequestsAreRefused() {
		assertThat(this.agent.post("/execute/background", Map.of()).text("code")).isEqualTo("MISSING_PARAMETER");
		assertThat(this.agent.post("/commands/background", Map.of()).text("code")).isEqualTo("MISSING_PARAMETER");
		assertThat(this.agent.post("/execute/background", Map.of("code", "1", "language", "cobol")).status())
			.isEqualTo(400);
		assertThat(this.agent.post("/execute/background", Map.of("code", "1", "workdir", "/nowhere")).text("code"))
			.isEqualTo("INVALID_PATH");
		assertThat(this.agent.get("/execute/processes").json().path("count").intValue()).isZero();
	}

	@Test
	void onlySoManyRunAtATime() {
		for (int i = 0; i < 32; i++) {
			assertThat(
					this.agent.post("/commands/background", Map.of("command", "sleep", "args", List.of("60"))).status())
				.isEqualTo(200);
		}
		Reply refused = this.agent.post("/commands/background", Map.of("command", "true"));
		assertThat(refused.status()).isEqualTo(403);
		assertThat(refused.text("code")).isEqualTo("RESOURCE_LIMIT_ERROR");
		assertThat(refused.text("message")).contains("limit of 32");
		assertThat(refused.json().path("details").path("current").intValue()).isEqualTo(32);
		assertThat(this.sandbox.run("bash", "echo still here").text("stdout")).isEqualTo("still here\n");
		String first = this.agent.get("/execute/processes")
			.json()
			.path("processes")
			.path(0)
			.path("process_id")
			.stringValue();
		this.agent.post("/execute/kill/" + first);
		assertThat(this.agent.post("/commands/background", Map.of("command", "true")).status()).isEqualTo(200);
	}

	@Test
	void onlyTheLastEndedJobsAreKept() {
		Reply oldest = this.agent.post("/commands/background", Map.of("command", "true"));
		ended(oldest);
		Reply running = this.agent.post("/commands/background", Map.of("command", "sleep 60"));
		for (int i = 0; i < 50; i++) {
			ended(this.agent.post("/commands/background", Map.of("command", "true")));
		}
		assertThat(this.agent.get("/execute/processes").json().path("count").intValue()).isEqualTo(51);
		assertThat(job(oldest).isMissingNode()).isTrue();
		assertThat(job(running).path("status").stringValue()).isEqualTo("running");
	}

	@Test
	void theEndOfALongOutputIsListed() {
		Reply reply = this.agent.post("/execute/background",
				Map.of("language", "bash", "code", "head -c 20000000 /dev/zero | tr '\\0' x; echo; echo the end"));
		String stdout = ended(reply).path("stdout").stringValue();
		assertThat(stdout).hasSize(4096).endsWith("x\nthe end\n");
	}

	private Reply background(String code) {
		Map<String, Object> body = new HashMap<>(Map.of("code", code, "timeout", 120));
		Reply reply = this.agent.post("/execute/background", body);
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		return reply;
	}

	private JsonNode job(Reply reply) {
		String id = reply.text("process_id");
		for (JsonNode job : this.agent.get("/execute/processes").json().path("processes")) {
			if (id.equals(job.path("process_id").stringValue())) {
				return job;
			}
		}
		return Http.JSON.missingNode();
	}

	private JsonNode ended(Reply reply) {
		return Awaitility.await().until(() -> job(reply), (job) -> job.has("end_time"));
	}

	private long sleepers() {
		return processes("/processes", "sleep 987").stream()
			.filter((process) -> !process.path("command").stringValue().contains("bash"))
			.filter((process) -> !process.has("process_id"))
			.count();
	}

	private List<JsonNode> processes(String path, String command) {
		return this.agent.get(path)
			.json()
			.path("processes")
			.valueStream()
			.filter((process) -> process.path("command").stringValue().contains(command))
			.toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "bg_1", "999999", "-1", "1.5" })
	void killOfNoProcessIsNotFound(String id) {
		Reply reply = this.agent.post("/execute/kill/" + id);
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.text("code")).isEqualTo("PROCESS_NOT_FOUND");
	}

	@Test
	void killOfNothingIsABadRequest() {
		for (String verb : List.of("POST", "DELETE")) {
			Reply reply = this.agent.json(verb, "/execute/kill", Map.of());
			assertThat(reply.status()).isEqualTo(400);
			assertThat(reply.text("code")).isEqualTo("MISSING_PARAMETER");
		}
	}

}

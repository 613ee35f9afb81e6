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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import ai.hopx.embedded.ledger.SandboxEntry;
import ai.hopx.embedded.Http.Reply;
import ai.hopx.embedded.runtime.Isolation;
import ai.hopx.embedded.runtime.IsolationReport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EmbeddedHopxTests {

	@Test
	void listensOnTheLoopbackOnly() {
		try (EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults())) {
			assertThat(hopx.isRunning()).isTrue();
			assertThat(hopx.port()).isPositive();
			assertThat(hopx.baseUrl()).isEqualTo(URI.create("http://127.0.0.1:" + hopx.port()));
			assertThat(hopx.apiKey()).startsWith("hopx_live_embedded.");
			assertThat(hopx).asString().contains(hopx.baseUrl().toString()).doesNotContain(hopx.apiKey());
		}
	}

	@Test
	void saysOnceThatItRunsCodeHere() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.builder().isolation(Isolation.PLAIN).build();
		try (LogCapture log = new LogCapture("ai.hopx.embedded"); EmbeddedHopx hopx = EmbeddedHopx.start(settings)) {
			TestSandbox.create(hopx).run("python", "print(1)");
			assertThat(log.warnings()).filteredOn((line) -> line.contains(hopx.baseUrl().toString()))
				.singleElement()
				.asString()
				.contains("on this machine", "NOT isolated")
				.doesNotContain(hopx.apiKey());
		}
	}

	@Test
	void saysWhichIsolationIsInForce() {
		try (EmbeddedHopx hopx = EmbeddedHopx
			.start(EmbeddedHopxSettings.builder().isolation(Isolation.PLAIN).build())) {
			assertThat(hopx.isolation().mode()).isEqualTo(IsolationReport.Mode.PLAIN);
			assertThat(TestSandbox.create(hopx).run("python", "print(6*7)").text("stdout")).isEqualTo("42\n");
		}
	}

	@Test
	void everyServerHasAKeyOfItsOwn() {
		try (EmbeddedHopx one = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
				EmbeddedHopx two = EmbeddedHopx.start(EmbeddedHopxSettings.defaults())) {
			assertThat(one.apiKey()).isNotEqualTo(two.apiKey());
			Http stranger = new Http(two.baseUrl(), Map.of("X-API-Key", one.apiKey()));
			assertThat(stranger.get("/v1/sandboxes").status()).isEqualTo(401);
			TestSandbox sandbox = TestSandbox.create(one);
			assertThat(Http.withKey(two).get(sandbox.path()).status()).isEqualTo(404);
		}
	}

	@Test
	void startingAndStoppingTwiceIsNothingNew() {
		EmbeddedHopx hopx = EmbeddedHopx.create(EmbeddedHopxSettings.defaults());
		assertThatIllegalStateException().isThrownBy(hopx::baseUrl).withMessageContaining("start it first");
		hopx.stop();
		hopx.start();
		URI url = hopx.baseUrl();
		hopx.start();
		assertThat(hopx.baseUrl()).isEqualTo(url);
		hopx.stop();
		hopx.stop();
		hopx.close();
		assertThat(hopx.isRunning()).isFalse();
		assertThatIllegalStateException().isThrownBy(hopx::port);
	}

	@Test
	void aStoppedServerStartsAgainWithoutItsSandboxes() {
		EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
		String key = hopx.apiKey();
		TestSandbox before = TestSandbox.create(hopx);
		hopx.stop();
		hopx.start();
		try {
			assertThat(hopx.apiKey()).isEqualTo(key);
			assertThat(Http.withKey(hopx).get(before.path()).status()).isEqualTo(404);
			assertThat(TestSandbox.create(hopx).status()).isEqualTo("running");
		}
		finally {
			hopx.stop();
		}
	}

	@Test
	void aPortInUseIsNamed() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			EmbeddedHopx hopx = EmbeddedHopx.create(EmbeddedHopxSettings.builder().port(taken.getLocalPort()).build());
			assertThatIllegalStateException().isThrownBy(hopx::start)
				.withMessageContaining("Port " + taken.getLocalPort());
			assertThat(hopx.isRunning()).isFalse();
		}
	}

	@Test
	void endsSandboxesWithoutARequest() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.builder()
			.quotas(Quotas.none().withRequestsPerMinute(3))
			.build();
		try (EmbeddedHopx hopx = EmbeddedHopx.start(settings)) {
			TestSandbox older = TestSandbox.create(hopx);
			TestSandbox younger = TestSandbox.create(hopx);
			assertThat(hopx.ledger().alive()).extracting(SandboxEntry::id).containsExactly(older.id(), younger.id());
			hopx.endSandbox(older.id());
			assertThat(hopx.ledger().alive()).extracting(SandboxEntry::id).containsExactly(younger.id());
			assertThatThrownBy(() -> older.agent().get("/health")).hasCauseInstanceOf(ConnectException.class);
			assertThat(Http.withKey(hopx).get(older.path()).status()).isEqualTo(404);
			hopx.endSandbox(older.id());
			hopx.endSandbox("never-there");
			assertThat(younger.run("bash", "echo on").text("stdout")).isEqualTo("on\n");
		}
	}

	@Test
	void stopLeavesNothing() {
		long before = ownThreads();
		EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
		TestSandbox busy = TestSandbox.create(hopx);
		TestSandbox paused = TestSandbox.create(hopx);
		String marker = "60." + Math.abs(busy.id().hashCode());
		CompletableFuture<Reply> run = busy.agent()
			.postLater("/execute", Map.of("language", "bash", "code", "sleep " + marker));
		paused.agent().postLater("/execute", Map.of("language", "bash", "code", "sleep " + marker));
		Awaitility.await().until(() -> processes(marker) >= 2);
		paused.control().post(paused.path() + "/pause");
		hopx.stop();
		assertThat(run).succeedsWithin(Duration.ofSeconds(5))
			.satisfies((reply) -> assertThat(reply.status()).isEqualTo(404));
		assertThat(processes(marker)).isZero();
		assertThatThrownBy(() -> busy.control().get("/health")).hasCauseInstanceOf(ConnectException.class);
		assertThatThrownBy(() -> busy.agent().get("/health")).hasCauseInstanceOf(ConnectException.class);
		Awaitility.await().until(() -> ownThreads() <= before);
	}

	@Test
	void anInterruptedThreadStopsItAllTheSame() {
		EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
		TestSandbox sandbox = TestSandbox.create(hopx);
		Thread.currentThread().interrupt();
		hopx.stop();
		assertThat(Thread.interrupted()).isTrue();
		assertThatThrownBy(() -> sandbox.agent().get("/health")).hasCauseInstanceOf(ConnectException.class);
		assertThatThrownBy(() -> sandbox.control().get("/health")).hasCauseInstanceOf(ConnectException.class);
	}

	private static long processes(String marker) {
		return ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").contains(marker))
			.count();
	}

	private static long ownThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("hopx-embedded"))
			.count();
	}

	@Test
	void aClientThatHangsUpEndsItsRun() {
		try (EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults())) {
			TestSandbox sandbox = TestSandbox.create(hopx);
			CompletableFuture<Reply> run = sandbox.agent()
				.postLater("/execute", Map.of("language", "bash", "code", "sleep 60"));
			Awaitility.await().until(() -> activeRuns(sandbox) == 1);
			run.cancel(true);
			Awaitility.await().until(() -> activeRuns(sandbox) == 0);
			assertThat(sandbox.run("bash", "echo on").text("stdout")).isEqualTo("on\n");
		}
	}

	private static int activeRuns(TestSandbox sandbox) {
		return sandbox.agent().get("/metrics/snapshot").json().path("active_executions").intValue();
	}

}

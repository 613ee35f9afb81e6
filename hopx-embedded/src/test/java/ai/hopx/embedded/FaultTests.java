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
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import ai.hopx.embedded.Http.Reply;
import ai.hopx.embedded.fault.Fault;
import ai.hopx.embedded.fault.Faults;
import ai.hopx.embedded.ledger.Plane;
import ai.hopx.embedded.ledger.RequestEntry;
import ai.hopx.embedded.ledger.RunEntry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class FaultTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final Faults faults = server.hopx().faults();

	private final Http control = server.control();

	@AfterEach
	void lift() {
		this.faults.reset();
	}

	@Test
	void anErrorInTheEnvelopeOfThePlane() {
		Fault fault = this.faults.controlPlane().get("/v1/templates").status(503, "SERVICE_UNAVAILABLE");
		Reply reply = this.control.get("/v1/templates");
		assertThat(reply.status()).isEqualTo(503);
		assertThat(reply.text("code")).isEqualTo("SERVICE_UNAVAILABLE");
		assertThat(reply.text("request_id")).isEqualTo(reply.header("X-Request-ID"));
		assertThat(fault.hits()).isEqualTo(1);
		assertThat(fault.isSpent()).isTrue();
		assertThat(this.control.get("/v1/templates").status()).isEqualTo(200);
	}

	@Test
	void onlyWhatIsMeant() {
		TestSandbox one = server.sandbox();
		TestSandbox other = server.sandbox();
		Fault fault = this.faults.dataPlane().get("/files/**").sandbox(one.id()).times(2).status(500);
		assertThat(this.control.get("/v1/sandboxes").status()).isEqualTo(200);
		assertThat(other.agent().get("/files/list").status()).isEqualTo(200);
		assertThat(one.agent().get("/health").status()).isEqualTo(200);
		assertThat(fault.hits()).isZero();
		assertThat(one.agent().get("/files/list").status()).isEqualTo(500);
		assertThat(one.agent().get("/files/exists?path=/workspace").status()).isEqualTo(500);
		assertThat(one.agent().get("/files/list").status()).isEqualTo(200);
		assertThat(fault.hits()).isEqualTo(2);
	}

	@Test
	void afterSomeThatPass() {
		this.faults.controlPlane().skipping(2).status(500);
		assertThat(this.control.get("/health").status()).isEqualTo(200);
		assertThat(this.control.get("/health").status()).isEqualTo(200);
		assertThat(this.control.get("/health").status()).isEqualTo(500);
		assertThat(this.control.get("/health").status()).isEqualTo(200);
	}

	@Test
	void theLastThatWasSetComesFirst() {
		this.faults.controlPlane().always().status(500);
		Fault later = this.faults.controlPlane().status(503);
		assertThat(this.control.get("/health").status()).isEqualTo(503);
		assertThat(this.control.get("/health").status()).isEqualTo(500);
		assertThat(later.isSpent()).isTrue();
	}

	@Test
	void untilLifted() {
		Fault fault = this.faults.controlPlane().always().status(500);
		assertThat(this.control.get("/health").status()).isEqualTo(500);
		assertThat(this.control.get("/health").status()).isEqualTo(500);
		fault.lift();
		assertThat(this.control.get("/health").status()).isEqualTo(200);
		assertThat(fault.hits()).isEqualTo(2);
	}

	@Test
	void aRateLimitThatSaysWhenToComeAgain() {
		this.faults.controlPlane().rateLimited(Duration.ofSeconds(7));
		Reply reply = this.control.get("/v1/templates");
		assertThat(reply.status()).isEqualTo(429);
		assertThat(reply.header("Retry-After")).isEqualTo("7");
		assertThat(reply.json().path("details").path("retry_after").intValue()
				+ reply.json().path("retry_after").intValue())
			.isGreaterThanOrEqualTo(7);
	}

	@Test
	void repliesOfTheTestsOwn() {
		TestSandbox sandbox = server.sandbox();
		this.faults.dataPlane().post("/execute").reply(418, Map.of("X-Tea", "pot"), "short and stout");
		Reply reply = sandbox.run("python", "1");
		assertThat(reply.status()).isEqualTo(418);
		assertThat(reply.header("X-Tea")).isEqualTo("pot");
		assertThat(new String(reply.bytes(), StandardCharsets.UTF_8)).isEqualTo("short and stout");
		this.faults.dataPlane().post("/execute").emptyReply();
		assertThat(sandbox.run("python", "1").bytes()).isEmpty();
		this.faults.dataPlane().post("/execute").stubReply();
		assertThat(sandbox.run("python", "1").text("message")).isEqualTo("success");
		this.faults.dataPlane().post("/execute").garbage();
		assertThat(sandbox.run("python", "1").bytes()).startsWith("{\"id\"".getBytes(StandardCharsets.UTF_8));
		this.faults.dataPlane().post("/execute").badGateway();
		assertThat(sandbox.run("python", "1").header("Content-Type")).startsWith("text/html");
		assertThat(server.hopx().ledger().runs()).noneMatch((run) -> run.sandboxId().equals(sandbox.id()));
	}

	@Test
	void aDelay() {
		this.faults.controlPlane().delay(Duration.ofMillis(300));
		long start = System.nanoTime();
		assertThat(this.control.get("/health").status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
	}

	@Test
	void aResetBeforeTheWork() throws IOException {
		TestSandbox sandbox = server.sandbox();
		this.faults.dataPlane().post("/execute").reset();
		try (Socket socket = new Socket("127.0.0.1", server.hopx().port())) {
			Fault reset = this.faults.controlPlane().reset();
			socket.getOutputStream()
				.write("GET /health HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> socket.getInputStream().read())
				.withMessageContaining("reset");
			assertThat(reset.hits()).isEqualTo(1);
		}
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> sandbox.run("python", "never = 1"));
		assertThat(server.hopx().ledger().runs("never = 1")).isEmpty();
		assertThat(server.hopx().ledger().requests(Plane.DATA, "POST", "/execute"))
			.filteredOn((request) -> sandbox.id().equals(request.sandboxId()))
			.extracting(RequestEntry::status)
			.containsOnlyNulls();
	}

	@Test
	void aResetAfterTheWork() {
		TestSandbox sandbox = server.sandbox();
		this.faults.dataPlane().post("/execute").resetAfterWork();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> sandbox.run("python", "done = 1"));
		assertThat(server.hopx().ledger().runs("done = 1")).singleElement()
			.satisfies((run) -> assertThat(run.exitCode()).isZero());
		assertThat(sandbox.run("python", "print(done)").text("stdout")).isEqualTo("1\n");
	}

	@Test
	void halfAnAnswer() throws IOException {
		this.faults.controlPlane().truncate();
		try (Socket socket = new Socket("127.0.0.1", server.hopx().port())) {
			socket.getOutputStream()
				.write("GET /health HTTP/1.1\r\nHost: test\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			String[] answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
				.split("\r\n\r\n", 2);
			int announced = answer[0].lines()
				.filter((line) -> line.toLowerCase().startsWith("content-length: "))
				.mapToInt((line) -> Integer.parseInt(line.substring("content-length: ".length())))
				.sum();
			assertThat(answer[0]).startsWith("HTTP/1.1 200");
			assertThat(answer[1]).hasSize(announced / 2).startsWith("{");
		}
	}

	@Test
	void aWholeAnswerInDrops() {
		this.faults.controlPlane().drip(Duration.ofMillis(5));
		long start = System.nanoTime();
		Reply reply = this.control.get("/health");
		assertThat(reply.text("status")).isEqualTo("healthy");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(95));
	}

	@Test
	void noAnswerAtAll() {
		Fault fault = this.faults.controlPlane().post("/v1/sandboxes").blackHole();
		CompletableFuture<Reply> reply = this.control.postLater("/v1/sandboxes", Map.of("template_name", "base"));
		assertThat(this.control.get("/health").status()).isEqualTo(200);
		Awaitility.await().until(() -> fault.hits() == 1);
		assertThat(reply).isNotDone();
		assertThat(reply.cancel(true)).isTrue();
		assertThat(server.hopx().ledger().alive()).isEmpty();
	}

	@Test
	void aControlPlaneOutOfReachLeavesSandboxesAlone() {
		TestSandbox sandbox = server.sandbox();
		Fault fault = this.faults.controlPlane().refuse();
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.control.get("/health"));
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.control.get("/v1/templates"));
		assertThat(sandbox.run("python", "print(6*7)").text("stdout")).isEqualTo("42\n");
		fault.lift();
		assertThat(this.control.get("/health").status()).isEqualTo(200);
	}

	@Test
	void aRevokedKey() {
		TestSandbox sandbox = server.sandbox();
		Fault fault = this.faults.revokeKey();
		assertThat(this.control.get("/v1/sandboxes").status()).isEqualTo(401);
		assertThat(this.control.get("/health").status()).isEqualTo(200);
		assertThat(sandbox.agent().get("/info").status()).isEqualTo(200);
		fault.lift();
		assertThat(this.control.get("/v1/sandboxes").status()).isEqualTo(200);
	}

	@Test
	void exhaustedCredit() {
		this.faults.exhaustCredit();
		Reply refused = this.control.post("/v1/sandboxes", Map.of("template_name", "base"));
		assertThat(refused.status()).isEqualTo(402);
		assertThat(refused.text("code")).isEqualTo("PAYMENT_REQUIRED");
		assertThat(this.control.get("/v1/sandboxes").status()).isEqualTo(200);
		this.faults.reset();
		assertThat(this.control.post("/v1/sandboxes", Map.of("template_name", "base")).status()).isEqualTo(201);
	}

	@Test
	void aSocketThatBreaksOff() {
		TestSandbox sandbox = server.sandbox();
		this.faults.dataPlane().get("/execute/stream").resetAfterFrames(1);
		try (TestSocket socket = TestSocket.open(sandbox, "/execute/stream")) {
			socket.send(Map.of("language", "bash", "code", "echo ready; sleep 60"));
			assertThat(socket.next().path("data").stringValue()).isEqualTo("ready\n");
			assertThatExceptionOfType(CompletionException.class).isThrownBy(socket::awaitClose)
				.withCauseInstanceOf(IOException.class);
		}
		// The run goes with its caller
		Awaitility.await().until(() -> server.hopx().ledger().runs().stream().noneMatch(RunEntry::isRunning));
	}

	@Test
	void aSocketThatIsClosedBeforeAllIsSaid() {
		TestSandbox sandbox = server.sandbox();
		this.faults.dataPlane().get("/execute/stream").closeAfterFrames(2);
		try (TestSocket socket = TestSocket.open(sandbox, "/execute/stream")) {
			socket.send(Map.of("language", "bash", "code", "echo out"));
			assertThat(TestSocket.types(socket.until("result"))).containsExactly("stdout", "result");
			assertThat(socket.awaitClose()).isEqualTo(1000);
		}
		this.faults.dataPlane().get("/execute/stream").closeAfterFrames(0);
		try (TestSocket socket = TestSocket.open(sandbox, "/execute/stream")) {
			socket.send(Map.of("language", "bash", "code", "echo out"));
			assertThat(socket.awaitClose()).isEqualTo(1000);
		}
	}

	@Test
	void aSocketWithAFrameOfNothing() {
		TestSandbox sandbox = server.sandbox();
		Fault fault = this.faults.dataPlane().get("/execute/stream").emptyFrameAfter(1);
		try (TestSocket socket = TestSocket.open(sandbox, "/execute/stream")) {
			socket.send(Map.of("language", "bash", "code", "echo out"));
			assertThat(TestSocket.types(socket.all())).containsExactly("stdout", "", "result", "complete");
		}
		assertThat(fault.hits()).isEqualTo(1);
	}

	@Test
	void endWithTheServer() {
		EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
		Fault fault = hopx.faults().controlPlane().always().status(500);
		Fault hole = hopx.faults().controlPlane().get("/hole").blackHole();
		CompletableFuture<?> waiting = CompletableFuture.supplyAsync(() -> Http.withKey(hopx).get("/hole"));
		Awaitility.await().until(() -> hole.hits() == 1);
		hopx.stop();
		assertThat(fault.isSpent()).isTrue();
		assertThat(waiting).failsWithin(Duration.ofSeconds(10));
		hopx.start();
		assertThat(Http.withKey(hopx).get("/health").status()).isEqualTo(200);
		hopx.stop();
	}

	@Test
	void mistakesAreRefusedAtOnce() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.controlPlane().status(200))
			.withMessageContaining("400 to 599");
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.controlPlane().get("health"))
			.withMessageContaining("starts with '/'");
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.controlPlane().times(0))
			.withMessageContaining("count");
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.controlPlane().skipping(-1));
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.controlPlane().delay(Duration.ofMillis(-1)));
		assertThatIllegalArgumentException().isThrownBy(() -> this.faults.dataPlane().resetAfterFrames(-1));
		assertThatIllegalStateException().isThrownBy(() -> this.faults.controlPlane().sandbox("1"));
		assertThat(this.control.get("/health").status()).isEqualTo(200);
	}

}

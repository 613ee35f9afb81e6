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

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import ai.hopx.embedded.Http.Reply;
import ai.hopx.embedded.ledger.EndCause;
import ai.hopx.embedded.ledger.Ledger;
import ai.hopx.embedded.ledger.Plane;
import ai.hopx.embedded.ledger.RequestEntry;
import ai.hopx.embedded.ledger.RunEntry;
import ai.hopx.embedded.ledger.SandboxEntry;
import ai.hopx.embedded.runtime.HostProcesses;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTests {

	private final EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());

	private final Ledger ledger = this.hopx.ledger();

	private TestSandbox sandbox;

	@BeforeEach
	void create() {
		this.sandbox = TestSandbox.create(this.hopx, Map.of("region", "eu-west", "timeout_seconds", 60));
	}

	@AfterEach
	void stop() {
		this.hopx.stop();
	}

	@Test
	void knowsASandboxFromItsCreationToItsEnd() {
		assertThat(this.ledger.alive()).singleElement().satisfies((entry) -> {
			assertThat(entry.id()).isEqualTo(this.sandbox.id());
			assertThat(entry.template()).isEqualTo("code-interpreter");
			assertThat(entry.region()).isEqualTo("eu-west");
			assertThat(entry.timeoutSeconds()).isEqualTo(60);
			assertThat(entry.isAlive()).isTrue();
			assertThat(entry.endedAt()).isNull();
		});
		this.sandbox.close();
		assertThat(this.ledger.alive()).isEmpty();
		SandboxEntry ended = this.ledger.sandboxes().get(0);
		assertThat(ended.cause()).isEqualTo(EndCause.DELETED);
		assertThat(ended.endedAt()).isAfterOrEqualTo(ended.createdAt());
	}

	@Test
	void tellsWhatEndedASandbox() {
		TestSandbox expiring = TestSandbox.create(this.hopx, Map.of("timeout_seconds", 1));
		Awaitility.await().until(() -> this.ledger.alive().size() == 1);
		assertThat(entry(expiring).cause()).isEqualTo(EndCause.EXPIRED);

		TestSandbox failing = TestSandbox.create(this.hopx);
		HostProcesses.killSupervisors(failing.run("bash", "printf $HOPX_SANDBOX").text("stdout"));
		Awaitility.await().until(() -> this.ledger.alive().size() == 1);
		assertThat(this.ledger.sandboxes()).extracting(SandboxEntry::cause)
			.containsExactlyInAnyOrder(null, EndCause.EXPIRED, EndCause.FAILED);

		this.hopx.stop();
		assertThat(this.ledger.sandboxes()).extracting(SandboxEntry::cause)
			.containsExactlyInAnyOrder(EndCause.SERVER_STOPPED, EndCause.EXPIRED, EndCause.FAILED);
		assertThat(this.ledger.alive()).isEmpty();
	}

	@Test
	void countsHowOftenCodeRan() {
		this.sandbox.run("python", "print(1)");
		this.sandbox.run("python", "print(1)");
		this.sandbox.run("bash", "exit 3");
		this.sandbox.agent().post("/commands/run", Map.of("command", "bash", "args", List.of("-c", "true")));
		assertThat(this.ledger.runs("print(1)")).hasSize(2).allSatisfy((run) -> {
			assertThat(run.sandboxId()).isEqualTo(this.sandbox.id());
			assertThat(run.language()).isEqualTo("python");
			assertThat(run.exitCode()).isZero();
			assertThat(run.isRunning()).isFalse();
			assertThat(run.endedAt()).isAfterOrEqualTo(run.startedAt());
		});
		assertThat(this.ledger.runs("exit 3")).extracting(RunEntry::exitCode).containsExactly(3);
		assertThat(this.ledger.runs("bash -c true")).singleElement().extracting(RunEntry::language).isNull();
		assertThat(this.ledger.runs()).hasSize(4);
	}

	@Test
	void knowsRunsThatHaveNotEndedOrWereEndedInTime() {
		this.sandbox.agent()
			.postLater("/execute", Map.of("language", "bash", "code", "touch begun; sleep 60", "timeout", 60));
		Awaitility.await()
			.until(() -> this.sandbox.agent()
				.get("/files/exists?path=/workspace/begun")
				.json()
				.path("exists")
				.booleanValue());
		assertThat(this.ledger.runs()).singleElement().satisfies((run) -> {
			assertThat(run.isRunning()).isTrue();
			assertThat(run.exitCode()).isNull();
		});
		this.sandbox.close();
		Awaitility.await().until(() -> !this.ledger.runs().get(0).isRunning());
		assertThat(this.ledger.runs().get(0).exitCode()).isNull();

		TestSandbox other = TestSandbox.create(this.hopx);
		other.agent().post("/execute", Map.of("language", "bash", "code", "sleep 60", "timeout", 0.2));
		assertThat(this.ledger.runs("sleep 60")).singleElement().satisfies((run) -> {
			assertThat(run.timedOut()).isTrue();
			assertThat(run.exitCode()).isEqualTo(124);
		});
	}

	@Test
	void seesEveryRequestButNoValueOfAHeader() {
		this.ledger.clear();
		Reply reply = this.sandbox.control().get("/v1/sandboxes/nobody?secret=1");
		this.sandbox.agent().without("Authorization").get("/info");
		assertThat(this.ledger.requests(Plane.CONTROL)).singleElement().satisfies((request) -> {
			assertThat(request.id()).isEqualTo(reply.header("X-Request-ID"));
			assertThat(request.method()).isEqualTo("GET");
			assertThat(request.path()).isEqualTo("/v1/sandboxes/nobody");
			assertThat(request.status()).isEqualTo(404);
			assertThat(request.sandboxId()).isNull();
			assertThat(request.headers()).contains("x-api-key");
			assertThat(request.toString()).doesNotContain(this.hopx.apiKey(), "secret");
		});
		assertThat(this.ledger.requests(Plane.DATA, "GET", "/info")).singleElement().satisfies((request) -> {
			assertThat(request.status()).isEqualTo(401);
			assertThat(request.sandboxId()).isEqualTo(this.sandbox.id());
		});
		assertThat(this.ledger.requests(Plane.CONTROL, "GET", "/v1/sandboxes/{id}")).hasSize(1);
		assertThat(this.ledger.requests(Plane.CONTROL, "POST", "/v1/sandboxes/{id}")).isEmpty();
		assertThat(this.ledger.requests()).hasSize(2);
	}

	@Test
	void seesAnApiKeyThatIsShownToASandbox() {
		assertThat(this.ledger.requests()).noneMatch(RequestEntry::showedApiKeyToSandbox);
		this.sandbox.agent().with("X-API-Key", this.hopx.apiKey()).get("/health");
		assertThat(this.ledger.requests()).filteredOn(RequestEntry::showedApiKeyToSandbox).hasSize(1);
	}

	@Test
	void forgetsWhatIsOverAndKeepsWhatLives() {
		TestSandbox.create(this.hopx).close();
		this.sandbox.run("python", "1");
		this.ledger.clear();
		assertThat(this.ledger.sandboxes()).extracting(SandboxEntry::id).containsExactly(this.sandbox.id());
		assertThat(this.ledger.runs()).isEmpty();
		assertThat(this.ledger.requests()).isEmpty();
		assertThat(this.ledger.forgotten()).isZero();
	}

	private SandboxEntry entry(TestSandbox sandbox) {
		return this.ledger.sandboxes()
			.stream()
			.filter((entry) -> entry.id().equals(sandbox.id()))
			.findFirst()
			.orElseThrow();
	}

}

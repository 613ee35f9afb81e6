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

package ai.hopx.client.pool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.client.testsupport.LogLines;
import ai.hopx.embedded.ledger.Plane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What a borrower sees.
 */
class SandboxPoolTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	@Test
	void lendsAWarmSandboxThatRunsCode() {
		SandboxPool pool = new SandboxPool(server.warmPool((settings) -> settings.minIdle(2)));
		String output = pool.execute((sandbox) -> {
			assertThat(sandbox.acquisition().source()).isEqualTo(Source.WARM);
			assertThat(sandbox.pool()).isEqualTo("test");
			return sandbox.runCode("print(6 * 7)").stdout();
		});
		assertThat(output).isEqualTo("42\n");
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().killing()).isZero());
		assertThat(server.ledger().sandboxes()).extracting((sandbox) -> sandbox.timeoutSeconds()).containsOnly(600);
	}

	@Test
	void canBeStartedAgainAfterAStop() {
		ReactiveSandboxPool pool = ReactiveSandboxPool
			.builder(server.client(), PoolSettings.builder("again", "code-interpreter").build())
			.build();
		for (int i = 0; i < 3; i++) {
			pool.start();
			pool.whenWarm().block(PoolServer.LIMIT);
			assertThat(server.ledger().alive()).hasSize(1);
			pool.stop().block(PoolServer.LIMIT);
			assertThat(pool.status().phase()).isEqualTo(PoolStatus.Phase.STOPPED);
			assertThat(server.ledger().alive()).isEmpty();
		}
	}

	@Test
	void appliesWhatABorrowerWantsAsItIsHandedOver() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings);
		assertThat(server.ledger().requests(Plane.DATA)).isEmpty();
		ReactivePooledSandbox sandbox = pool
			.acquire(AcquireRequest.defaults().env("TOKEN", "secret").file("/workspace/in.txt", "hello"))
			.block(PoolServer.LIMIT);
		assertThat(sandbox.runCode("import os; print(os.environ['TOKEN'], open('in.txt').read())")
			.block(PoolServer.LIMIT)
			.stdout()).isEqualTo("secret hello\n");
		assertThat(AcquireRequest.defaults().env("TOKEN", "secret").toString()).contains("TOKEN")
			.doesNotContain("secret");
	}

	@Test
	void whatCannotBeAppliedIsTheCallersAndTheSandboxDies() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		assertThatExceptionOfType(HopxForbiddenException.class)
			.isThrownBy(() -> pool.acquire(AcquireRequest.defaults().file("/etc/passwd", "x")).block(PoolServer.LIMIT));
		PoolServer.await().untilAsserted(() -> {
			assertThat(server.ledger().sandboxes()).hasSize(2);
			assertThat(pool.status().idle()).isEqualTo(1);
		});
	}

	@Test
	void commandsCodeAndPreparersPrepare() {
		ReactiveSandboxPool pool = server.pool(
				(settings) -> settings.warmUpCommands(List.of("echo -n a > log"))
					.warmUpCode("open('log', 'a').write('b')"),
				(builder) -> builder.preparers(List.of((name, sandbox) -> sandbox.files()
					.readText("/workspace/log")
					.flatMap((log) -> sandbox.files().write("/workspace/log", log + "c")))));
		String log = pool.use((sandbox) -> sandbox.files().readText("/workspace/log")).block(PoolServer.LIMIT);
		assertThat(log).isEqualTo("abc");
	}

	@Test
	void preparersSeeNothingOfTheCaller() {
		AtomicReference<Boolean> seen = new AtomicReference<>();
		ReactiveSandboxPool pool = server.pool((settings) -> settings.minIdle(0),
				(builder) -> builder.preparers(List.of((name, sandbox) -> Mono.deferContextual((context) -> {
					seen.set(context.hasKey("tenant"));
					return Mono.empty();
				}))));
		pool.acquire().contextWrite((context) -> context.put("tenant", "one")).block(PoolServer.LIMIT);
		assertThat(seen).hasValue(false);
	}

	@Test
	void whoMayNotWaitIsToldAtOnce() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.onEmpty(OnEmpty.FAIL));
		pool.acquire().block(PoolServer.LIMIT);
		assertThatExceptionOfType(PoolExhaustedException.class).isThrownBy(() -> pool.acquire().block())
			.withMessageContaining("on-empty=fail")
			.satisfies((ex) -> {
				assertThat(ex.getPool()).isEqualTo("test");
				assertThat(ex.isRetryable()).isTrue();
			});
	}

	@Test
	void whoWaitsForTheMinimumCreatesNothing() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.onEmpty(OnEmpty.WAIT).warmUpConcurrency(10));
		pool.acquire().block(PoolServer.LIMIT);
		CompletableFuture<?> all = CompletableFuture.allOf(pool.acquire().toFuture(), pool.acquire().toFuture(),
				pool.acquire().toFuture());
		assertThat(pool.status().warming()).isEqualTo(1);
		assertThat(all).succeedsWithin(PoolServer.LIMIT);
	}

	@Test
	void theBorrowersWordOnTheLifeOfASandboxIsTheLast() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.validation(Validation.NEVER));
		ReactivePooledSandbox one = pool.acquire().block(PoolServer.LIMIT);
		ReactivePooledSandbox other = pool.acquire().block(PoolServer.LIMIT);
		one.timeout(Duration.ofHours(2)).block(PoolServer.LIMIT);
		server.passUntil(Duration.ofSeconds(5),
				() -> assertThat(server.requests("PUT", "/v1/sandboxes/" + other.id() + "/timeout")).hasSize(2));
		assertThat(server.requests("PUT", "/v1/sandboxes/" + one.id() + "/timeout")).hasSize(1);
		assertThat(pool.status().borrowed()).isEqualTo(2);
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> other.timeout(Duration.ZERO).block(PoolServer.LIMIT));
		server.passUntil(Duration.ofSeconds(5),
				() -> assertThat(server.requests("PUT", "/v1/sandboxes/" + other.id() + "/timeout"))
					.hasSizeGreaterThan(2));
	}

	@Test
	void whatItsBorrowerProlongsKeepsItsPlace() {
		ReactiveSandboxPool pool = server
			.warmPool((settings) -> settings.minIdle(2).maxSize(2).renewBorrowed(false).validation(Validation.NEVER));
		ReactivePooledSandbox one = pool.acquire().block(PoolServer.LIMIT);
		ReactivePooledSandbox other = pool.acquire().block(PoolServer.LIMIT);
		one.timeout(Duration.ofHours(2)).block(PoolServer.LIMIT);
		other.extend(Duration.ofHours(2)).block(PoolServer.LIMIT);
		server.end(one.id());
		server.end(other.id());
		server.advance(Duration.ofMinutes(110));
		// Nobody asks whether it is still there, which it is not
		PoolServer.await()
			.during(Duration.ofMillis(200))
			.untilAsserted(() -> assertThat(pool.status().borrowed()).isEqualTo(2));
		server.passUntil(Duration.ofSeconds(30), () -> assertThat(pool.status().borrowed()).isZero());
	}

	@Test
	void aHandOverThatTakesTooLongIsATimeOut() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		server.hopx().faults().dataPlane().patch("/env").blackHole();
		CompletableFuture<?> acquired = pool
			.acquire(AcquireRequest.defaults().env("A", "1").timeout(Duration.ofSeconds(3)))
			.toFuture();
		PoolServer.await().until(() -> server.ledger().requests(Plane.DATA, "PATCH", "/env").size() == 1);
		server.advance(Duration.ofSeconds(3));
		assertThat(acquired).failsWithin(PoolServer.LIMIT)
			.withThrowableThat()
			.withCauseInstanceOf(PoolAcquireTimeoutException.class)
			.withMessageContaining("had no sandbox within PT3S: 0 idle");
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(1));
	}

	@Test
	void whoWaitsInVainIsToldWhy() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		ReactivePooledSandbox only = pool.acquire().block(PoolServer.LIMIT);
		assertThat(inVain(pool)).hasMessageEndingWith("0 idle, 0 warming, 1 borrowed, 1 at most, 0 waiting");
		server.hopx().faults().controlPlane().post("/v1/sandboxes").always().status(500);
		only.kill().block();
		PoolServer.await().until(() -> pool.status().lastError() != null);
		assertThat(inVain(pool)).hasMessageContaining(". The last create failed: POST /v1/sandboxes")
			.isInstanceOfSatisfying(HopxException.class, (ex) -> assertThat(ex.isRetryable()).isTrue());
	}

	private static Throwable inVain(ReactiveSandboxPool pool) {
		CompletableFuture<?> acquired = pool.acquire(AcquireRequest.defaults().timeout(Duration.ofMillis(100)))
			.toFuture();
		server.advance(Duration.ofMillis(100));
		return catchThrowable(acquired::join).getCause();
	}

	@Test
	void aBorrowedSandboxWhoseLeaseIsOverGivesItsPlaceBack() {
		ReactiveSandboxPool pool = server
			.warmPool((settings) -> settings.maxSize(1).renewBorrowed(false).validation(Validation.NEVER));
		ReactivePooledSandbox sandbox = pool.acquire().block(PoolServer.LIMIT);
		server.advance(Duration.ofMinutes(9));
		assertThat(pool.status().borrowed()).isEqualTo(1);
		server.end(sandbox.id());
		server.passUntil(Duration.ofSeconds(5), () -> assertThat(pool.status().idle()).isEqualTo(1));
		sandbox.kill().block();
		assertThat(pool.status().borrowed()).isZero();
	}

	@Test
	void whoKeepsASandboxForTooLongIsNamedOnce() {
		ReactiveSandboxPool pool = server
			.warmPool((settings) -> settings.leakDetectionThreshold(Duration.ofMinutes(1)));
		try (LogLines log = LogLines.of("ai.hopx.client.pool")) {
			ReactivePooledSandbox sandbox = borrowAndForget(pool);
			server.advance(Duration.ofMinutes(3));
			assertThat(log.all()).filteredOn((line) -> line.contains(sandbox.id()) && line.contains("borrowed here"))
				.hasSize(1)
				.first()
				.asString()
				.contains("borrowAndForget");
			sandbox.kill().block();
			assertThat(log.all()).anyMatch((line) -> line.contains("was no leak"));
		}
	}

	private static ReactivePooledSandbox borrowAndForget(ReactiveSandboxPool pool) {
		return pool.acquire().block(PoolServer.LIMIT);
	}

	@Test
	void closingTwiceIsFine() {
		SandboxPool pool = new SandboxPool(server.warmPool((settings) -> settings));
		PooledSandbox sandbox = pool.acquire();
		sandbox.close();
		sandbox.close();
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().killing()).isZero());
		assertThat(server.requests("DELETE", "/v1/sandboxes/" + sandbox.id())).hasSize(1);
	}

	@Test
	void anInterruptedCallerLeavesNothingBehind() throws InterruptedException {
		SandboxPool pool = new SandboxPool(server.warmPool((settings) -> settings.maxSize(1)));
		PooledSandbox only = pool.acquire();
		AtomicReference<Throwable> failure = new AtomicReference<>();
		Thread caller = new Thread(() -> failure.set(catchThrowable(pool::acquire)));
		caller.start();
		PoolServer.await().untilAsserted(() -> assertThat(pool.status().pending()).isEqualTo(1));
		caller.interrupt();
		caller.join(PoolServer.LIMIT.toMillis());
		assertThat(failure.get()).isInstanceOf(HopxException.class).hasMessageContaining("Interrupted");
		assertThat(pool.status().pending()).isZero();
		only.close();
	}

	@Test
	void cancelledWorkGivesItsSandboxBack() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings);
		Disposable work = pool.use((sandbox) -> sandbox.commands().run("sleep 30")).subscribe();
		PoolServer.await().untilAsserted(() -> assertThat(server.ledger().runs()).isNotEmpty());
		work.dispose();
		assertThat(pool.status().borrowed()).isZero();
	}

	@Test
	void badRequestsAreRefusedBeforeASandboxIsTaken() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings);
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> pool.acquire(null).block());
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> pool.use(null).block());
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> new SandboxPool(pool).execute(null));
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> AcquireRequest.defaults().timeout(Duration.ZERO));
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> AcquireRequest.defaults().file(null, "x"));
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> AcquireRequest.defaults().env("A=B", "x"));
		assertThat(pool.status().idle()).isEqualTo(1);
	}

}

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

package ai.hopx.spring.boot.actuate.health;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.Quotas;
import ai.hopx.embedded.fault.Fault;
import ai.hopx.embedded.fault.FaultTarget;
import ai.hopx.embedded.ledger.Plane;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What {@link HopxHealthIndicator} says of a control plane, how long it takes to, and how
 * often it asks.
 */
class HopxHealthIndicatorTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(2);

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private static EmbeddedHopx hopx;

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final HopxClient client = client(hopx.baseUrl(), hopx::apiKey);

	private final HopxHealthIndicator indicator = new HopxHealthIndicator(this.client, TIMEOUT, () -> this.time);

	@BeforeAll
	static void startServer() {
		hopx = EmbeddedHopx
			.start(EmbeddedHopxSettings.builder().quotas(Quotas.none().withRequestsPerMinute(1000)).build());
	}

	@AfterAll
	static void stopServer() {
		hopx.close();
	}

	@BeforeEach
	void forget() {
		hopx.ledger().clear();
	}

	@AfterEach
	void close() {
		hopx.faults().reset();
		this.client.close();
	}

	@Test
	void isUpWithAllThatIsKnown() {
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsOnlyKeys("baseUrl", "version", "latency", "apiKey", "dataPlaneAuth",
				"rateLimit");
		assertThat(health.getDetails()).containsEntry("baseUrl", hopx.baseUrl().toString())
			.containsEntry("apiKey", "accepted")
			.containsEntry("dataPlaneAuth", "auto");
		assertThat(health.getDetails().get("latency")).asString().matches("\\d+ms");
		assertThat(health.getDetails().get("rateLimit"))
			.asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
			.containsEntry("limit", 1000L)
			.containsOnlyKeys("limit", "remaining", "reset");
	}

	@Test
	void isDownWhereNothingAnswers() {
		hopx.faults().controlPlane().refuse();
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsOnlyKeys("baseUrl", "apiKey", "dataPlaneAuth", "error")
			.containsEntry("apiKey", "unknown");
		assertThat(error(health)).contains(hopx.baseUrl().toString(), "cannot be reached", "'hopx.base-url'", "reset");
		assertThat(requests("/health")).as("sent once").isEqualTo(1);
		assertThat(requests("/v1/sandboxes")).isZero();
	}

	@Test
	void isDownWhereNoAnswerComesInTime() {
		Fault silence = hopx.faults().controlPlane().get("/health").always().blackHole();
		CompletableFuture<Health> health = this.indicator.health().toFuture();
		await().until(() -> silence.hits() == 1);
		this.time.advanceTimeBy(TIMEOUT.minusMillis(1));
		assertThat(health).isNotDone();
		this.time.advanceTimeBy(Duration.ofMillis(1));
		assertThat(health).succeedsWithin(PATIENCE).satisfies((down) -> {
			assertThat(down.getStatus()).isEqualTo(Status.DOWN);
			assertThat(error(down)).contains(hopx.baseUrl().toString(), "within 2s", "'hopx.health.timeout'");
		});
	}

	@Test
	void isDownWhereHopxSaysSo() {
		hopx.faults().controlPlane().get("/health").reply(200, Map.of(), "{\"status\":\"degraded\"}");
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(error(health)).contains("'degraded'");
		assertThat(health.getDetails()).containsKey("latency");
	}

	@Test
	void isDownWhereSomebodyElseAnswers() {
		hopx.faults().controlPlane().get("/health").reply(200, Map.of(), "{}");
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(error(health)).contains("does not say how it is", "'hopx.base-url'");
	}

	@Test
	void isDownWhereHealthFails() {
		hopx.faults().controlPlane().get("/health").always().status(503, "SERVICE_UNAVAILABLE");
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(error(health)).contains("GET /health", "503");
		assertThat(requests("/health")).as("sent once").isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void isDownWhereTheKeyIsRefused(int status) {
		authenticated().always().status(status);
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("apiKey", "refused").containsKeys("version", "latency");
		assertThat(error(health)).contains("'hopx.api-key'", String.valueOf(status));
	}

	@Test
	void isDownWhereTheKeyWasRevoked() {
		hopx.faults().revokeKey();
		assertThat(health().getDetails()).containsEntry("apiKey", "refused");
	}

	@Test
	void isDownWhereCreditIsExhausted() {
		authenticated().always().status(402, "PAYMENT_REQUIRED");
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("apiKey", "accepted");
		assertThat(error(health)).contains("credit is exhausted", "topped up");
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 429, 500, 503 })
	void isUpWhereTheKeyCannotBeChecked(int status) {
		authenticated().always().status(status);
		Health health = health();
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("apiKey", "unknown").doesNotContainKey("error");
		assertThat(health.getDetails().get("warning")).asString().contains("not known", String.valueOf(status));
		assertThat(requests("/v1/sandboxes")).as("sent once").isEqualTo(1);
	}

	@Test
	void isUpInTimeWhereTheCheckOfTheKeyHangs() {
		Fault silence = authenticated().always().blackHole();
		CompletableFuture<Health> health = this.indicator.health().toFuture();
		await().until(() -> silence.hits() == 1);
		this.time.advanceTimeBy(TIMEOUT);
		assertThat(health).succeedsWithin(PATIENCE).satisfies((up) -> {
			assertThat(up.getStatus()).isEqualTo(Status.UP);
			assertThat(up.getDetails()).containsEntry("apiKey", "unknown");
			assertThat(up.getDetails().get("warning")).asString().contains("'hopx.health.timeout'");
		});
	}

	@Test
	void bothCallsTogetherAreInTime() {
		Fault slow = hopx.faults().controlPlane().get("/health").delay(Duration.ofMillis(500));
		Fault silence = authenticated().blackHole();
		CompletableFuture<Health> health = this.indicator.health().toFuture();
		await().until(() -> slow.hits() == 1);
		this.time.advanceTimeBy(Duration.ofMillis(1500));
		await().until(() -> silence.hits() == 1);
		assertThat(health).isNotDone();
		this.time.advanceTimeBy(Duration.ofMillis(500));
		assertThat(health).succeedsWithin(PATIENCE).satisfies((up) -> assertThat(up.getStatus()).isEqualTo(Status.UP));
	}

	@Test
	void checksTheKeyOnceAMinute() {
		assertThat(Stream.generate(this::health).limit(3)).allMatch((health) -> health.getStatus() == Status.UP);
		this.time.advanceTimeBy(Duration.ofSeconds(59));
		health();
		assertThat(requests("/health")).isEqualTo(4);
		assertThat(requests("/v1/sandboxes")).isEqualTo(1);
		this.time.advanceTimeBy(Duration.ofSeconds(1));
		health();
		assertThat(requests("/v1/sandboxes")).isEqualTo(2);
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 503 })
	void checksTheKeyOnceAMinuteWhateverComesOfIt(int status) {
		Fault fault = authenticated().always().status(status);
		Map<String, Object> details = health().getDetails();
		fault.lift();
		assertThat(health().getDetails()).containsEntry("apiKey", details.get("apiKey"));
		assertThat(requests("/v1/sandboxes")).isEqualTo(1);
		this.time.advanceTimeBy(Duration.ofMinutes(1));
		assertThat(health().getDetails()).containsEntry("apiKey", "accepted");
	}

	@Test
	void thoseWhoAskTogetherShareTheCheckOfTheKey() {
		authenticated().always().delay(Duration.ofMillis(300));
		List<Health> healths = Flux.range(0, 20)
			.flatMap((i) -> this.indicator.health(), 20)
			.collectList()
			.block(PATIENCE);
		assertThat(healths).hasSize(20).allMatch((health) -> "accepted".equals(health.getDetails().get("apiKey")));
		assertThat(requests("/v1/sandboxes")).isEqualTo(1);
	}

	@Test
	void theCheckOutlivesWhoeverAskedFirst() {
		Fault slow = authenticated().always().delay(Duration.ofMillis(300));
		Disposable first = this.indicator.health().subscribe();
		await().until(() -> slow.hits() == 1);
		first.dispose();
		assertThat(health().getDetails()).containsEntry("apiKey", "accepted");
		assertThat(requests("/v1/sandboxes")).isEqualTo(1);
	}

	@Test
	void asksWithoutBlocking() {
		Health health = Mono.defer(this.indicator::health).subscribeOn(Schedulers.parallel()).block(PATIENCE);
		assertThat(health).isNotNull().extracting(Health::getStatus).isEqualTo(Status.UP);
	}

	@Test
	void showsNoKey() {
		String echo = "{\"error\":\"the key %s is not valid\"}".formatted(hopx.apiKey());
		authenticated().always().reply(401, Map.of("Content-Type", "application/json"), echo);
		assertThat(health().toString()).contains("is not valid").doesNotContain(hopx.apiKey());
	}

	@Test
	void isDownWhereThereIsNoKey() {
		assertThat(error(health(() -> ""))).contains("no API key", "'hopx.api-key'");
		assertThat(error(health(() -> {
			throw new IllegalStateException("token s3cr3t was refused by the store");
		}))).contains("could not be read", "'hopx.api-key'").doesNotContain("s3cr3t");
	}

	@Test
	void refusesATimeoutOfNothing() {
		assertThatExceptionOfType(HopxConfigurationException.class)
			.isThrownBy(() -> new HopxHealthIndicator(this.client, Duration.ZERO))
			.withMessageContaining("'hopx.health.timeout'");
	}

	private Health health() {
		return this.indicator.health().blockOptional(PATIENCE).orElseThrow();
	}

	private static Health health(Supplier<String> apiKey) {
		try (HopxClient client = client(hopx.baseUrl(), apiKey)) {
			Health health = new HopxHealthIndicator(client, TIMEOUT).health().blockOptional(PATIENCE).orElseThrow();
			assertThat(health.getStatus()).isEqualTo(Status.DOWN);
			return health;
		}
	}

	private static HopxClient client(URI baseUrl, Supplier<String> apiKey) {
		return HopxClient.builder().baseUrl(baseUrl).apiKey(apiKey).build();
	}

	private static FaultTarget authenticated() {
		return hopx.faults().controlPlane().get("/v1/sandboxes");
	}

	private static String error(Health health) {
		return String.valueOf(health.getDetails().get("error"));
	}

	private static int requests(String path) {
		return hopx.ledger().requests(Plane.CONTROL, "GET", path).size();
	}

}

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
import java.time.Instant;
import java.util.function.UnaryOperator;

import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.model.AgentHealth;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.pool.PoolEntry.State;
import ai.hopx.client.testsupport.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * When a pool looks at its sandboxes and what it makes of their answers, without a
 * server. Nothing is drawn.
 */
class HousekeeperTests {

	private static final long START = BareState.START;

	private static final HopxException GONE = new SandboxNotFoundException("gone", HopxError.of(null));

	private static final HopxException RESET = new HopxTransportException("reset", HopxError.of(null), false, null);

	private final KillerTests.Counts counts = new KillerTests.Counts();

	private VirtualTimer timer = new VirtualTimer(START);

	private BareState pool;

	private Answers answers;

	private PoolEntry entry;

	private Housekeeper housekeeper;

	private void start(UnaryOperator<PoolSettingsBuilder> settings) {
		this.timer = new VirtualTimer(START);
		this.pool = new BareState(settings, 0);
		this.answers = this.pool.answers;
		this.entry = this.pool.fill(START).get(0);
		this.housekeeper = new Housekeeper(this.pool.settings, this.pool.upkeep, this.pool.loans, this.timer,
				this.counts, new HealthCheck());
		this.housekeeper.start();
		this.pool.called();
	}

	@ParameterizedTest
	@CsvSource({ "600,30,300,,5000", "40,30,20,,1000", "600,4,300,,2000", "600,30,8,,2000", "600,30,300,3,3000",
			"600,30,300,7,5000" })
	void looksOftenEnoughForWhateverIsShortest(int lease, int validation, int renewal, Integer threshold, int period) {
		start((settings) -> settings.lease(Duration.ofSeconds(lease))
			.validationInterval(Duration.ofSeconds(validation))
			.renewInterval(Duration.ofSeconds(renewal))
			.leakDetectionThreshold((threshold != null) ? Duration.ofSeconds(threshold) : null));
		this.entry.validateAt = START;
		this.timer.advance(Duration.ofMillis(period - 1));
		assertThat(this.answers.asked()).isEmpty();
		this.timer.advance(Duration.ofMillis(1));
		assertThat(this.answers.asked()).containsExactly("health s1");
		this.entry.validating = false;
		this.timer.advance(Duration.ofMillis(period));
		assertThat(this.answers.asked()).containsExactly("health s1");
	}

	@Test
	void looksNoMoreOnceItIsStopped() {
		start((settings) -> settings);
		this.housekeeper.stop();
		this.timer.advance(Duration.ofHours(1));
		assertThat(this.answers.asked()).isEmpty();
	}

	@Test
	void aRenewedLeaseIsNoted() {
		start((settings) -> settings.validation(Validation.NEVER));
		answer("timeout", Mono.empty());
		this.timer.advance(Duration.ofSeconds(300));
		assertThat(this.answers.asked()).containsExactly("timeout s1");
		assertThat(this.entry.expiresAt).isEqualTo(START + 900_000);
		assertThat(this.counts.failedRenewals).isZero();
	}

	@Test
	void aRenewalThatIsRefusedIsCountedAndTriedAgain() {
		start((settings) -> settings.validation(Validation.NEVER));
		answer("timeout", Mono.error(new HopxConflictException("busy", HopxError.of(null))));
		this.timer.advance(Duration.ofSeconds(300));
		assertThat(this.counts.failedRenewals).isEqualTo(1);
		assertThat(this.entry.renewAt).isEqualTo(START + 300_500);
		assertThat(this.pool.called()).isEmpty();
		answer("timeout", Mono
			.error(new HopxRateLimitException("slow", HopxError.of(null), null, null, null, Duration.ofSeconds(20))));
		this.timer.advance(Duration.ofSeconds(5));
		assertThat(this.counts.failedRenewals).isEqualTo(2);
		assertThat(this.entry.renewAt).isEqualTo(START + 325_000);
	}

	@Test
	void aRenewalThatFindsNothingMeansThatTheSandboxIsGone() {
		start((settings) -> settings.validation(Validation.NEVER));
		answer("timeout", Mono.error(GONE));
		this.timer.advance(Duration.ofSeconds(300));
		assertThat(this.pool.called()).contains("kill s1 UNHEALTHY");
	}

	@Test
	void aRenewalThatMayHaveWorkedIsInDoubt() {
		start((settings) -> settings.validation(Validation.NEVER));
		answer("timeout", Mono.error(RESET));
		this.timer.advance(Duration.ofSeconds(300));
		assertThat(this.pool.called()).contains("read s1");
		assertThat(this.entry.state).isEqualTo(State.WITHHELD);
	}

	@Test
	void whatRunsByItsDescriptionIsReadyAgainAndNotWithoutOne() {
		doubt();
		answer("info", Mono.just(info("running", START + 800_000)));
		this.housekeeper.readAgain(this.entry);
		assertThat(this.entry.state).isEqualTo(State.IDLE);
		assertThat(this.entry.expiresAt).isEqualTo(START + 800_000);
		doubt();
		answer("info", Mono.just(info("running", null)));
		this.housekeeper.readAgain(this.entry);
		assertThat(this.entry.state).isEqualTo(State.IDLE);
		assertThat(this.entry.expiresAt).isEqualTo(START + 600_000);
	}

	@Test
	void whatDoesNotRunByItsDescriptionOrIsGoneIsReplaced() {
		doubt();
		answer("info", Mono.just(info("paused", START + 800_000)));
		this.housekeeper.readAgain(this.entry);
		assertThat(this.pool.called()).contains("kill s1 UNHEALTHY");
		doubt();
		answer("info", Mono.error(GONE));
		answer("health", Mono.just(health("ok")));
		this.housekeeper.readAgain(this.entry);
		assertThat(this.pool.called()).contains("kill s1 UNHEALTHY");
	}

	@Test
	void theAgentIsAskedWhereThereIsNoDescription() {
		doubt();
		answer("info", Mono.error(RESET));
		answer("health", Mono.just(health("ok")));
		this.housekeeper.readAgain(this.entry);
		assertThat(this.answers.asked()).contains("info s1", "health s1");
		assertThat(this.entry.state).isEqualTo(State.IDLE);
		doubt();
		answer("info", Mono.error(RESET));
		answer("health", Mono.just(health("ill")));
		this.housekeeper.readAgain(this.entry);
		assertThat(this.pool.called()).contains("kill s1 UNHEALTHY");
	}

	@Test
	void anAgentThatIsWellIsAskedAgainAfterAnInterval() {
		start((settings) -> settings);
		answer("health", Mono.just(health("healthy")));
		this.timer.advance(Duration.ofSeconds(30));
		assertThat(this.answers.asked()).hasSize(1);
		assertThat(this.entry.validateAt).isEqualTo(START + 60_000);
		assertThat(this.entry.validating).isFalse();
	}

	@Test
	void anAgentThatIsUnwellIsAskedAgainAndOneThatIsGoneIsNot() {
		start((settings) -> settings);
		answer("health", Mono.just(health("ill")));
		this.timer.advance(Duration.ofSeconds(30));
		assertThat(this.entry.state).isEqualTo(State.WITHHELD);
		start((settings) -> settings);
		answer("health", Mono.error(GONE));
		this.timer.advance(Duration.ofSeconds(30));
		assertThat(this.pool.called()).contains("kill s1 UNHEALTHY");
	}

	@Test
	void onlyTheServicesWordTakesALentSandboxFromItsBorrower() {
		start((settings) -> settings.renewBorrowed(false).validation(Validation.NEVER));
		this.pool.acquire(START);
		answer("info", Mono.error(RESET));
		this.timer.advance(Duration.ofSeconds(600));
		assertThat(this.answers.asked()).containsExactly("info s1");
		assertThat(this.entry.state).isEqualTo(State.BORROWED);
		answer("info", Mono.just(info("running", START + 620_000)));
		this.timer.advance(Duration.ofSeconds(5));
		assertThat(this.answers.asked()).containsExactly("info s1");
		assertThat(this.entry.expiresAt).isEqualTo(START + 620_000);
		this.timer.advance(Duration.ofSeconds(10));
		assertThat(this.answers.asked()).isEmpty();
		answer("info", Mono.error(GONE));
		this.pool.called();
		this.timer.advance(Duration.ofSeconds(5));
		assertThat(this.pool.called()).contains("kill s1 EXPIRED");
	}

	@Test
	void aLeakIsCountedAndNamed() {
		start((settings) -> settings.leakDetectionThreshold(Duration.ofSeconds(60)));
		this.pool.acquire(START);
		try (LogLines log = LogLines.of("ai.hopx.client.pool.Housekeeper")) {
			this.timer.advance(Duration.ofSeconds(60));
			assertThat(log.warnings()).hasSize(1).first().asString().contains("'s1'", "60000 ms");
		}
		assertThat(this.counts.leaks).isEqualTo(1);
	}

	/**
	 * One of which it is not known whether its lease was renewed.
	 */
	private void doubt() {
		start((settings) -> settings.validation(Validation.NEVER));
		answer("timeout", Mono.error(RESET));
		this.timer.advance(Duration.ofSeconds(300));
		assertThat(this.entry.doubtful).isTrue();
		this.pool.called();
	}

	private void answer(String call, Mono<?> answer) {
		this.answers.when(call, () -> answer);
	}

	private static SandboxInfo info(String status, Long expiresAt) {
		String end = (expiresAt != null) ? ",\"expires_at\":\"%s\"".formatted(Instant.ofEpochMilli(expiresAt)) : "";
		return HopxJson.mapper()
			.readValue("{\"id\":\"s1\",\"status\":\"%s\"%s}".formatted(status, end), SandboxInfo.class);
	}

	private static AgentHealth health(String status) {
		return HopxJson.mapper().readValue("{\"status\":\"%s\"}".formatted(status), AgentHealth.class);
	}

}

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
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import ai.hopx.client.HopxConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What settings a pool works with: the last one that it takes, and the first that it does
 * not.
 */
class PoolSettingsTests {

	private static final Duration YEAR = Duration.ofDays(365);

	static Stream<Arguments> limits() {
		return Stream.of(option("max-size", 1, 0, (builder, value) -> builder.minIdle(0).maxSize(value)),
				option("min-idle", 0, -1, PoolSettingsBuilder::minIdle),
				option("min-idle", 10, 11, (builder, value) -> builder.maxSize(10).minIdle(value)),
				option("min-idle", 1, 0, (builder, value) -> builder.onEmpty(OnEmpty.WAIT).minIdle(value)),
				option("min-idle", 1, 0, (builder, value) -> builder.onEmpty(OnEmpty.FAIL).minIdle(value)),
				option("pending-acquire-max-count", 1, 0, PoolSettingsBuilder::pendingAcquireMaxCount),
				option("warm-up.concurrency", 1, 0, PoolSettingsBuilder::warmUpConcurrency),
				option("kill-concurrency", 1, 0, PoolSettingsBuilder::killConcurrency),
				option("max-creates-per-minute", 1, 0, PoolSettingsBuilder::maxCreatesPerMinute),
				option("max-creates-per-minute", null, -1, PoolSettingsBuilder::maxCreatesPerMinute),
				option("warm-up.commands", List.of("true"), List.of("true", " "), PoolSettingsBuilder::warmUpCommands),
				option("acquire-timeout", millis(1), Duration.ZERO, PoolSettingsBuilder::acquireTimeout),
				option("acquire-timeout", YEAR, YEAR.plusMillis(1), PoolSettingsBuilder::acquireTimeout),
				option("create-timeout", millis(1), Duration.ZERO, PoolSettingsBuilder::createTimeout),
				option("max-idle-age", millis(1), Duration.ZERO, PoolSettingsBuilder::maxIdleAge),
				option("leak-detection-threshold", millis(1), Duration.ZERO,
						PoolSettingsBuilder::leakDetectionThreshold),
				option("drain-timeout", Duration.ZERO, millis(-1), PoolSettingsBuilder::drainTimeout),
				option("validation-interval", millis(1_000), millis(999), PoolSettingsBuilder::validationInterval),
				option("validation-interval", YEAR, YEAR.plusMillis(1), PoolSettingsBuilder::validationInterval),
				option("lease", millis(10_000), millis(9_999), PoolSettingsBuilder::lease),
				option("lease", YEAR, YEAR.plusMillis(1), PoolSettingsBuilder::lease),
				option("renew-interval", millis(1), Duration.ZERO, PoolSettingsBuilder::renewInterval),
				option("renew-interval", millis(599_999), millis(600_000),
						(builder, value) -> builder.minRemainingTtl(Duration.ZERO).renewInterval(value)),
				option("renew-interval", millis(540_000), millis(540_001), PoolSettingsBuilder::renewInterval),
				option("min-remaining-ttl", Duration.ZERO, millis(-1), PoolSettingsBuilder::minRemainingTtl),
				option("min-remaining-ttl", millis(599_999), millis(600_000),
						(builder, value) -> builder.renewInterval(millis(1)).minRemainingTtl(value)));
	}

	@ParameterizedTest
	@MethodSource("limits")
	void takesTheLastAndNotTheFirstBeyondIt(String option, UnaryOperator<PoolSettingsBuilder> last,
			UnaryOperator<PoolSettingsBuilder> beyond) {
		assertThat(last.apply(builder()).build()).isNotNull();
		assertThatExceptionOfType(HopxConfigurationException.class).isThrownBy(() -> beyond.apply(builder()).build())
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("hopx.pools.test." + option));
	}

	@Test
	void needsATemplate() {
		assertThatExceptionOfType(HopxConfigurationException.class)
			.isThrownBy(() -> PoolSettings.builder("test", " ").build())
			.withMessageContaining("'hopx.pools.test.template'");
	}

	@Test
	void needsAName() {
		assertThatExceptionOfType(HopxConfigurationException.class)
			.isThrownBy(() -> PoolSettings.builder("", "code-interpreter").build())
			.withMessageContaining("'hopx.pools'");
	}

	@Test
	void derivesWhatIsLeftOutFromTheLease() {
		PoolSettings settings = builder().lease(Duration.ofSeconds(100)).build();
		assertThat(settings.renewInterval()).isEqualTo(Duration.ofSeconds(50));
		assertThat(settings.minRemainingTtl()).isEqualTo(Duration.ofSeconds(25));
		assertThat(builder().lease(Duration.ofHours(1)).build().minRemainingTtl()).isEqualTo(Duration.ofSeconds(60));
	}

	@Test
	void killsForASecondARoundAndFiveSecondsAtLeast() {
		assertThat(builder().maxSize(160).killConcurrency(32).build().killTimeout()).isEqualTo(Duration.ofSeconds(5));
		assertThat(builder().maxSize(161).killConcurrency(32).build().killTimeout()).isEqualTo(Duration.ofSeconds(6));
		assertThat(builder().maxSize(192).killConcurrency(32).build().killTimeout()).isEqualTo(Duration.ofSeconds(6));
	}

	private static <T> Arguments option(String name, T last, T beyond, Option<T> option) {
		UnaryOperator<PoolSettingsBuilder> good = (builder) -> option.set(builder, last);
		UnaryOperator<PoolSettingsBuilder> bad = (builder) -> option.set(builder, beyond);
		return arguments(name, good, bad);
	}

	private static Duration millis(long millis) {
		return Duration.ofMillis(millis);
	}

	private static PoolSettingsBuilder builder() {
		return PoolSettings.builder("test", "code-interpreter");
	}

	/**
	 * A setter.
	 */
	@FunctionalInterface
	private interface Option<T> {

		PoolSettingsBuilder set(PoolSettingsBuilder builder, T value);

	}

}

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

package ai.hopx.spring.boot.actuate.metrics;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.ReactiveSandbox;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What agents can do to the meters of an application: code that nobody trusts runs beside
 * them.
 */
class HostileSnapshotsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	/** A meter of each kind for one template, and a hundred keys with two statistics. */
	private static final int MOST_METERS = 6 + 7 + 2 * 5 + 2 * FirstNames.MAX;

	private final TinyApplication application = TinyApplication.start("{}", Duration.ofMinutes(1));

	private final PrometheusMeterRegistry registry = this.application.registry();

	private final TinyHopx hopx = this.application.hopx();

	private final ReactiveHopxTemplate template = this.application.template();

	@AfterEach
	void stop() {
		this.application.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "[]", "null", "true", "5", "\"text\"", "", " ", "{", "{\"a\":", "<html></html>",
			"{\"a\":\"b\"}", "{\"a\":null,\"b\":[{}]}", "{\"uptime_seconds\":{}}", "{\"uptime_seconds\":NaN}",
			"{\"uptime_seconds\":Infinity,\"total_executions\":\"-Infinity\"}", "{\"uptime_seconds\":1e999}",
			"{\"agent\":\"x\",\"status\":\"running\",\"version\":\"3.2\",\"vm_id\":\"7\",\"message\":\"success\"}" })
	void whatTellsNothingIsAFailure(String snapshot) {
		List<Meter.Id> before = meters();
		assertFails(Flux.just(snapshot));
		assertThat(meters()).hasSize(before.size() + 6);
	}

	@Test
	void whatHasNoEndIsAFailure() {
		assertFails(Flux.range(0, Integer.MAX_VALUE).map((i) -> ((i > 0) ? "," : "{") + "\"k" + i + "\":" + i));
	}

	@Test
	void whatNeverComesIsAFailure() {
		assertFails(Flux.concat(Flux.just("{\"uptime_seconds\":"), Flux.never()));
	}

	@Test
	void whatBreaksOffIsAFailure() {
		assertFails(Flux.concat(Flux.just("{\"uptime_seconds\":"), Flux.error(new IllegalStateException("broken"))));
	}

	@Test
	void aMillionKeysAreAFailure() {
		assertFails(Flux.just(keys(1_000_000)));
	}

	@Test
	void whatIsTooDeepIsAFailure() {
		assertFails(Flux.just("{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000)));
	}

	@Test
	void aFailureAtTheLimitIsNone() {
		String start = "{\"uptime_seconds\":1,\"filler\":\"";
		String end = "\"}";
		int limit = 256 * 1024;
		String fits = start + "x".repeat(limit - start.length() - end.length()) + end;
		assertTells(fits);
		assertFails(Flux.just(fits + " "));
	}

	static Stream<String> hostile() {
		String name = "n".repeat(10_000);
		return Stream.of(keys(20_000), "{\"" + name + "\":1,\"a\":1}",
				"{\"a\\\"b\":1,\"c\\nd\":2,\"e\\\\f\":3,\"\\u0000\":4,\"\":5,\"g\":6}",
				"{\"uptime_seconds\":1e308,\"total_executions\":1e308,\"a\":-1e308,\"cpu\":{\"usage_percent\":1e308}}",
				"{\"total_executions\":" + "9".repeat(900) + ",\"a\":1}",
				"{\"total_executions\":-1,\"system\":{\"memory\":{\"used\":-5}},\"total_requests\":{\"x\":[1,{\"y\":2}]}}",
				"{\"avg_duration_ms\":{\"/execute\":{\"a\":1}},\"cache\":[1,2,3],\"system\":5,\"process\":\"7\"}",
				"[1,[2,[3,{\"a\":4}]]]", "{\"hopx.sandbox.live\":1,\"template\":2,\"le\":3,\"__name__\":4}");
	}

	@ParameterizedTest
	@MethodSource("hostile")
	void whatIsOddIsBounded(String snapshot) {
		assertTells(snapshot);
		assertThat(meters().size()).isLessThanOrEqualTo(MOST_METERS);
		assertThat(this.registry.scrape().lines()).allMatch((line) -> line.length() < 400)
			.allMatch((line) -> line.matches("# (HELP|TYPE) \\S+ .+|hopx_\\w+\\{[^{}]*} \\S+"));
		this.registry.getMeters().forEach((meter) -> meter.measure().forEach((value) -> {
			if (meter.getId().getType() == Meter.Type.COUNTER) {
				assertThat(value.getValue()).isBetween(0.0, 100.0);
			}
		}));
	}

	@Test
	void whatAllOfThemTellTogetherIsBounded() {
		for (int i = 0; i < 50; i++) {
			int from = i * 100;
			assertTells(IntStream.range(from, from + 100)
				.mapToObj((key) -> "\"k" + key + "\":1.7e308")
				.collect(Collectors.joining(",", "{\"uptime_seconds\":1.7e308,", "}")));
		}
		assertThat(meters().size()).isLessThanOrEqualTo(MOST_METERS);
		assertThat(this.registry.scrape()).doesNotContain("k100\"");
	}

	private void assertFails(Flux<String> snapshot) {
		this.hopx.measure(snapshot);
		double before = failures();
		create();
		Awaitility.await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> failures() == before + 1);
		assertThat(this.registry.find("hopx.sandbox.snapshot").meters()).isEmpty();
	}

	private void assertTells(String snapshot) {
		this.hopx.measure(Flux.just(snapshot));
		String id = create().id();
		Awaitility.await()
			.atMost(LIMIT)
			.pollInterval(Duration.ofMillis(5))
			.until(() -> this.application.monitor().find(id).orElseThrow().snapshot() != null);
		assertThat(failures()).isZero();
	}

	private ReactiveSandbox create() {
		return this.template.create().block(LIMIT);
	}

	private double failures() {
		return this.registry.find("hopx.sandbox.snapshot.failures")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private List<Meter.Id> meters() {
		return this.registry.getMeters().stream().map(Meter::getId).toList();
	}

	private static String keys(int count) {
		return IntStream.range(0, count).mapToObj((i) -> "\"k" + i + "\":1").collect(Collectors.joining(",", "{", "}"));
	}

}

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

package ai.hopx.sample.observability;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Each alert fires where the sample is in the trouble that it is for.
 */
class PrometheusAlertsTests {

	private static final Duration SCRAPE_INTERVAL = Duration.ofSeconds(15);

	private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

	private final Map<String, AlertRule> alerts = AlertRule.all()
		.stream()
		.collect(Collectors.toMap(AlertRule::name, Function.identity()));

	private Scrapes scrapes = Scrapes.none();

	private Instant now = Instant.EPOCH;

	@ParameterizedTest
	@EnumSource
	void alertsFireIn(Trouble trouble) {
		try (RunningSample sample = RunningSample.start("--hopx.retry.max-attempts=1",
				"--hopx.background-requests-per-minute=1000", "--hopx.pools.python.max-size=3",
				"--hopx.pools.python.acquire-timeout=1s", "--hopx.pools.python.leak-detection-threshold=1s",
				"--hopx.pools.python.lease=10s", "--hopx.pools.python.renew-interval=1s",
				"--hopx.pools.python.drain-timeout=0s")) {
			scrape(sample);
			trouble.begin(sample.faults());
			await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
				trouble.show(sample);
				scrape(sample);
				assertThat(trouble.alerts()).map(this.alerts::get).allSatisfy(this::assertFires);
			});
		}
	}

	private void scrape(RunningSample sample) {
		this.now = this.now.plus(SCRAPE_INTERVAL);
		this.scrapes = this.scrapes.with(Scrape.parse(this.now, sample.scrape()));
	}

	/**
	 * Assert that an alert fires once things have been as they are for as long as it
	 * takes.
	 */
	private void assertFires(AlertRule alert) {
		Instant then = this.now.plus(alert.pending());
		Scrapes scrapes = this.scrapes.repeatLast(SCRAPE_INTERVAL, then);
		assertThat(alert.expression().selectors())
			.allSatisfy((selector) -> assertThat(scrapes.at(selector, then)).isNotEmpty());
		assertThat(alert.firing(scrapes, then)).isNotEmpty()
			.allSatisfy((labels) -> assertThat(labels.keySet()).containsAll(labelsToldBy(alert)));
	}

	@Test
	void eachAlertIsForSomeTrouble() {
		assertThat(Stream.of(Trouble.values()).flatMap((trouble) -> trouble.alerts().stream()).distinct())
			.containsExactlyInAnyOrderElementsOf(this.alerts.keySet());
	}

	@Test
	void alertsSayWhatToDo() {
		assertThat(this.alerts.values()).allSatisfy((alert) -> {
			assertThat(alert.labels().get("severity")).isIn("critical", "warning");
			assertThat(alert.annotations()).containsOnlyKeys("summary", "description");
			assertThat(alert.annotations().get("description")).endsWith(".");
		});
	}

	private static List<String> labelsToldBy(AlertRule alert) {
		return LABEL.matcher(alert.annotations().toString()).results().map((result) -> result.group(1)).toList();
	}

}

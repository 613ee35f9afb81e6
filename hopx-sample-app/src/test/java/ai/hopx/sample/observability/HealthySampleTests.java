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

import java.time.Instant;
import java.util.List;

import ai.hopx.client.pool.PooledSandbox;
import ai.hopx.client.pool.SandboxPool;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Where the sample is well, the dashboard shows something and no alert is near.
 */
class HealthySampleTests {

	private static final Instant FIRST = Instant.EPOCH;

	private static final Instant LAST = FIRST.plusSeconds(60);

	private static Scrapes scrapes = Scrapes.none();

	@BeforeAll
	static void scrapeTheSampleAtWork() {
		try (RunningSample sample = RunningSample.start("--hopx.metrics.sandbox.interval=1s",
				"--hopx.pools.python.warm-up.commands=true");
				PooledSandbox sandbox = sample.get(SandboxPool.class).acquire()) {
			sandbox.runCode("print(6*7)");
			work(sample);
			await().untilAsserted(() -> assertThat(sample.scrape()).contains("hopx_sandbox_execution_duration_p95"));
			scrapes = scrapes.with(Scrape.parse(FIRST, sample.scrape()));
			work(sample);
			scrapes = scrapes.with(Scrape.parse(LAST, sample.scrape()));
		}
	}

	private static void work(RunningSample sample) {
		for (int i = 0; i < 20; i++) {
			assertThat(sample.run("python", "print(6*7)")).isEqualTo(HttpStatus.OK);
		}
		// Once in a while something fails
		sample.faults().dataPlane().post("/execute").status(500);
		assertThat(sample.run("python", "print(6*7)")).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
		assertThat(sample.listSandboxes()).isEqualTo(HttpStatus.OK);
		sample.awaitWarm();
	}

	static List<GrafanaDashboard.Panel> panels() {
		return GrafanaDashboard.panels();
	}

	static List<AlertRule> alerts() {
		return AlertRule.all();
	}

	@ParameterizedTest
	@MethodSource("panels")
	void panelHasValues(GrafanaDashboard.Panel panel) {
		assertThat(panel.queries()).isNotEmpty().allSatisfy((query) -> {
			Expression expression = Expression.parse(query.expression());
			assertThat(expression.selectors()).isNotEmpty()
				.allSatisfy((selector) -> assertThat(scrapes.at(selector, LAST)).isNotEmpty());
			assertThat(expression.evaluate(scrapes, LAST)).anyMatch((sample) -> Double.isFinite(sample.value()))
				.allSatisfy((sample) -> assertThat(sample.labels().keySet()).containsAll(query.labels()));
		});
	}

	@Test
	void panelsExplainThemselves() {
		assertThat(panels()).extracting(GrafanaDashboard.Panel::id).doesNotHaveDuplicates();
		assertThat(panels()).allSatisfy((panel) -> {
			assertThat(panel.title()).isNotBlank();
			assertThat(panel.description()).endsWith(".");
			assertThat(panel.unit()).isNotBlank();
		});
	}

	@Test
	void variablesHaveValues() {
		assertThat(GrafanaDashboard.variables()).isNotEmpty()
			.allSatisfy(
					(variable) -> assertThat(Expression.parse(variable.selector()).evaluate(scrapes, LAST)).isNotEmpty()
						.allSatisfy((sample) -> assertThat(sample.labels()).containsKey(variable.label())));
	}

	@ParameterizedTest
	@MethodSource("alerts")
	void noAlertIsNear(AlertRule alert) {
		assertThat(alert.expression().evaluate(scrapes, LAST)).isEmpty();
	}

}

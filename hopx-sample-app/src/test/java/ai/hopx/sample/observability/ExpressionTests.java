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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

/**
 * Known values of the {@link Expression expressions} that dashboard and alerts are made
 * of.
 */
class ExpressionTests {

	private static final Instant START = Instant.EPOCH;

	// One scrape a minute. Calls rise by 60, until the counter of pool 'b' starts afresh
	private final Scrapes scrapes = Scrapes.none().with(Scrape.parse(START, """
			# HELP calls_total Calls
			# TYPE calls_total counter
			calls_total{pool="a",outcome="ok"} 0.0
			calls_total{pool="b",outcome="ok"} 1000.0
			idle{pool="a"} 2.0
			""")).with(Scrape.parse(START.plusSeconds(60), """
			calls_total{pool="a",outcome="ok"} 60.0
			calls_total{pool="b",outcome="ok"} 1060.0
			idle{pool="a"} 1.0
			""")).with(Scrape.parse(START.plusSeconds(120), """
			calls_total{pool="a",outcome="ok"} 120.0
			calls_total{pool="b",outcome="ok"} 30.0
			calls_total{pool="a",outcome="failed"} 7.0
			idle{pool="a"} 3.0
			idle{pool="b",} 0.0
			max{pool="a",note="say \\"hi\\", {you}"} 4.0
			max{pool="b"} NaN
			"""));

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			idle{pool="a"}                                     ; 3
			idle{pool=~"a|c", pool!="c"} / 2 / 3               ; 0.5
			idle{pool!~"b|c"} / (idle{pool="a"} / 2)           ; 2
			sum by (job) (idle)                                ; 3
			max by (job) (max)                                 ; 4
			min by (job) (idle)                                ; 0
			min_over_time(idle{pool="a"}[3m])                  ; 1
			min_over_time(idle{pool="a"}[1m])                  ; 3
			increase(calls_total{pool="a", outcome="ok"}[2m])  ; 120
			rate(calls_total{pool="a", outcome="ok"}[2m])      ; 1
			""")
	void hasOneValue(String expression, double value) {
		assertThat(evaluate(expression)).extracting(Sample::value).containsExactly(value);
	}

	@Test
	void increaseIsExtendedToTheEndsOfItsRange() {
		// 120 seen in two minutes of ten: half a minute more on the side where the
		// counter was above zero before
		assertThat(evaluate("increase(calls_total{pool=\"a\", outcome=\"ok\"}[10m])").get(0).value()).isEqualTo(120);
		assertThat(evaluate("increase(calls_total{pool=\"b\"}[10m])").get(0).value()).isCloseTo(90 * 150 / 120.0,
				within(1e-9));
	}

	@Test
	void newCounterHasNotIncreased() {
		assertThat(evaluate("increase(calls_total{outcome=\"failed\"}[10m])")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
			idle == 0                                              ; b
			idle > 0                                               ; a
			idle >= 3                                              ; a
			idle < 1                                               ; b
			max < 100                                              ; a
			idle < on (pool) max                                   ; a
			idle and on (pool) max > 0                             ; a
			idle > 100 or max > 0                                  ; a
			idle{pool="b"} or idle{pool="b"}                       ; b
			sum by (pool) (idle) / 3 >= 1 and max by (pool) (max)  ; a
			idle > 2 or idle == 1 and idle == 2                    ; a
			""")
	void keepsWhatIsTrue(String expression, String pool) {
		assertThat(evaluate(expression)).extracting((sample) -> sample.labels().get("pool")).containsExactly(pool);
	}

	@Test
	void labelsAreThoseOfPrometheus() {
		assertThat(evaluate("idle == 0")).extracting(Sample::labels)
			.containsExactly(Map.of("__name__", "idle", "pool", "b", "job", "sample", "instance", "127.0.0.1:8080"));
		assertThat(evaluate("sum by (pool, none) (idle{pool=\"a\"})")).extracting(Sample::labels)
			.containsExactly(Map.of("pool", "a"));
		assertThat(evaluate("idle{pool=\"a\"} / on (job) max{pool=\"a\"}")).extracting(Sample::labels)
			.containsExactly(Map.of("job", "sample"));
		assertThat(evaluate("max{pool=\"a\"}")).extracting((sample) -> sample.labels().get("note"))
			.containsExactly("say \\\"hi\\\", {you}");
	}

	@Test
	void seriesEndsWithTheScrapeThatHasItNoMore() {
		Scrapes later = this.scrapes.with(Scrape.parse(START.plusSeconds(180), "other 1.0"));
		assertThat(Expression.parse("idle").evaluate(later, START.plusSeconds(180))).isEmpty();
		assertThat(Expression.parse("idle").evaluate(this.scrapes, START.plusSeconds(419))).hasSize(2);
		assertThat(Expression.parse("idle").evaluate(this.scrapes, START.plusSeconds(420))).isEmpty();
	}

	@Test
	void nothingChangesWhereTheLastScrapeIsRepeated() {
		Scrapes later = this.scrapes.repeatLast(Duration.ofMinutes(1), START.plusSeconds(330));
		assertThat(later.scrapes()).hasSize(6);
		assertThat(Expression.parse("increase(calls_total{pool=\"a\"}[3m])").evaluate(later, START.plusSeconds(300)))
			.extracting(Sample::value)
			.containsExactly(0.0, 0.0);
	}

	@Test
	void selectorsAreThoseOfAllParts() {
		Expression expression = Expression
			.parse("sum by (job) (rate(a[5m])) / max by (job) (b{x=\"y\"}) > 1 or on (job) c");
		List<String> names = expression.selectors().map((selector) -> selector.matchers().get(0).value()).toList();
		assertThat(names).containsExactly("a", "b", "c");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "idle{", "idle{pool=a}", "idle)", "sum(idle)", "sum by (pool) idle", "delta(idle[5m])",
			"rate(idle)", "idle > bool 1", "idle offset 5m", "idle{pool=\"$pool\"} $", "idle * on (job) group_left max",
			"idle % 2", "idle - 1", "1 - idle", "idle unless max", "{pool=\"a\"}", "rate(idle[5m:1m])", "idle @ 0",
			"idle + 1" })
	void whatItDoesNotKnowIsAnError(String expression) {
		assertThatIllegalArgumentException().isThrownBy(() -> Expression.parse(expression));
	}

	@Test
	void numberIsNoVector() {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> evaluate("1"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> evaluate("idle and 1"));
	}

	@Test
	void manyOnOneSideAreAnError() {
		assertThatIllegalStateException().isThrownBy(() -> evaluate("idle / on (job) max"));
	}

	private List<Sample> evaluate(String expression) {
		return Expression.parse(expression).evaluate(this.scrapes, START.plusSeconds(120));
	}

}

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

package ai.hopx.benchmarks.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Times;
import ai.hopx.benchmarks.stub.HopxAccess;
import ai.hopx.benchmarks.stub.StubHopx;
import ai.hopx.benchmarks.stub.StubSettings;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.pool.PoolAcquireTimeoutException;
import ai.hopx.client.pool.Validation;
import reactor.core.publisher.Mono;

/**
 * What a pool makes of more demand than there is to be had, and of a service that fails.
 */
final class Demands {

	private static final int MAX_SIZE = 20;

	private static final Duration TIME = Duration.ofSeconds(15);

	private static final Duration TIMEOUT = Duration.ofSeconds(3);

	/** Creates that a pool can have done in a second. */
	private static final double SUSTAINABLE = MAX_SIZE / (PoolLoad.CREATE_TIME.toMillis() / 1000.0);

	private static final Duration LATEST = Duration.ofMillis(100);

	private static final double LEAST_SHARE = 0.95;

	private static final int FAIL_EVERY = 5;

	private Demands() {
	}

	static List<Figure> measure() {
		List<Figure> figures = new ArrayList<>();
		StubSettings settings = StubSettings.immediate().createTime(PoolLoad.CREATE_TIME);
		overload(settings, figures);
		failing(settings.failEvery(FAIL_EVERY), figures);
		return figures;
	}

	private static void overload(StubSettings settings, List<Figure> figures) {
		String name = "Twice the demand that can be met: ";
		try (StubHopx stub = StubHopx.start(settings)) {
			Demand demand = pooled(stub, 2 * SUSTAINABLE);
			int possible = Math.min(demand.count(), possible(2 * SUSTAINABLE));
			double share = (double) demand.countServed() / possible;
			figures.add(new Figure(name + "served of %d".formatted(demand.count()),
					String.format(Locale.ROOT, "≥ %.0f %%", LEAST_SHARE * 100), Integer.toString(demand.countServed()),
					String.format(Locale.ROOT, "%d that could be: %.1f %%", possible, share * 100),
					share >= LEAST_SHARE));
			judge(name, demand, figures);
			figures.add(Verdicts.allDead("twice the demand", stub));
		}
	}

	/**
	 * Return how many can be served: who comes first takes what is ready, which makes
	 * room for one to be created after the other until the last who comes is out of time.
	 */
	private static int possible(double perSecond) {
		int possible = 0;
		for (int i = 0; i < MAX_SIZE; i++) {
			double left = TIME.plus(TIMEOUT).toMillis() - i * 1000 / perSecond;
			possible += 1 + (int) (left / PoolLoad.CREATE_TIME.toMillis());
		}
		return possible;
	}

	private static void failing(StubSettings settings, List<Figure> figures) {
		String name = "One create of five fails: ";
		Demand direct;
		try (StubHopx stub = StubHopx.start(settings); HopxAccess access = HopxAccess.to(stub)) {
			direct = Demand.of(SUSTAINABLE, TIME,
					Mono.usingWhen(access.template().create(), Mono::just, ReactiveSandbox::kill));
			awaitDeath(stub);
		}
		try (StubHopx stub = StubHopx.start(settings)) {
			Demand demand = pooled(stub, SUSTAINABLE);
			Times waits = demand.served();
			figures.add(Figure.of(name + "served of %d".formatted(demand.count()),
					Integer.toString(demand.countServed()), direct.countServed() + " without a pool"));
			figures.add(Figure.of(name + "wait of those served (p50, p99)",
					Times.millis(waits.median()) + ", " + Times.millis(waits.percentile(0.99)),
					"%s, %s without a pool".formatted(Times.millis(direct.served().median()),
							Times.millis(direct.served().percentile(0.99)))));
			judge(name, demand, figures);
			figures.add(Verdicts.allDead("failing creates", stub));
		}
	}

	private static Demand pooled(StubHopx stub, double perSecond) {
		try (HopxAccess access = HopxAccess.to(stub);
				PoolRun run = PoolRun.of(access,
						(settings) -> settings.minIdle(MAX_SIZE)
							.maxSize(MAX_SIZE)
							.warmUpConcurrency(MAX_SIZE)
							.acquireTimeout(TIMEOUT)
							.validation(Validation.NEVER))) {
			run.fill();
			return Demand.of(perSecond, TIME, run.pool().use((sandbox) -> Mono.just(sandbox.id())));
		}
	}

	private static void judge(String name, Demand demand, List<Figure> figures) {
		int overtaken = demand.countOvertaken(TIMEOUT);
		figures.add(new Figure(name + "failed while later callers were served", "0", Integer.toString(overtaken),
				"of %d that failed".formatted(demand.count() - demand.countServed()), overtaken == 0));
		int other = demand.countFailedOtherThan(PoolAcquireTimeoutException.class);
		figures
			.add(new Figure(name + "failed otherwise than by time-out", "0", Integer.toString(other), "", other == 0));
		if (demand.countServed() == demand.count()) {
			return;
		}
		long earliest = demand.failed().percentile(0) - TIMEOUT.toNanos();
		long latest = demand.failed().percentile(1) - TIMEOUT.toNanos();
		figures.add(new Figure(name + "failed after the time-out of %d s (first, last)".formatted(TIMEOUT.toSeconds()),
				"≥ 0 ms, ≤ " + LATEST.toMillis() + " ms", Times.millis(earliest) + ", " + Times.millis(latest), "",
				earliest >= 0 && latest <= LATEST.toNanos()));
	}

	private static void awaitDeath(StubHopx stub) {
		long end = System.nanoTime() + PoolLoad.LIMIT.toNanos();
		while (stub.countAlive() > 0 && System.nanoTime() < end) {
			Pause.of(Duration.ofMillis(5));
		}
	}

}

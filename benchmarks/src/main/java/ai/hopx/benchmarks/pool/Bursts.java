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
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.pool.Validation;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How long many callers who come at the same moment wait until the last of them has its
 * first result. Code takes a fixed time on a stub: this many real programs would measure
 * the machine.
 */
final class Bursts {

	private static final int SIZE = 100;

	private static final int ROUNDS = 5;

	/** Until the JVM has compiled what is measured. */
	private static final int WARM_UP_ROUNDS = 30;

	private static final Duration RUN_TIME = Duration.ofMillis(20);

	private static final double LIMIT = 1.5;

	private static final int DEFAULT_CONCURRENCY = 4;

	private static final int GENTLE_ROUNDS = 3;

	/** Longer than a burst, and short enough to wait for 25 in a row. */
	private static final Duration REFILL_CREATE_TIME = Duration.ofMillis(250);

	private final ReactiveHopxTemplate template;

	private final HopxAccess access;

	private final List<Long> pooled = new ArrayList<>();

	private final List<Long> inHand = new ArrayList<>();

	private final List<Long> cold = new ArrayList<>();

	private int alive;

	private int created;

	private Bursts(HopxAccess access) {
		this.access = access;
		this.template = access.template();
	}

	static List<Figure> measure() {
		StubSettings settings = StubSettings.immediate().runTime(RUN_TIME);
		of(settings, SIZE, WARM_UP_ROUNDS);
		Bursts gentle = of(settings.createTime(REFILL_CREATE_TIME), DEFAULT_CONCURRENCY, GENTLE_ROUNDS);
		Bursts eager = of(settings.createTime(PoolLoad.CREATE_TIME), SIZE, ROUNDS);
		List<Figure> figures = new ArrayList<>();
		figures.add(Figure.of("Burst of %d: create each, until the last first result".formatted(SIZE),
				Times.millis(Times.of(eager.cold).median()), ""));
		figures.add(gentle.figure(DEFAULT_CONCURRENCY));
		figures.add(eager.figure(SIZE));
		figures.add(Verdicts.allDead("bursts", gentle.alive + eager.alive, gentle.created + eager.created));
		return figures;
	}

	private static Bursts of(StubSettings settings, int warmUpConcurrency, int rounds) {
		try (StubHopx stub = StubHopx.start(settings)) {
			Bursts bursts;
			try (HopxAccess access = HopxAccess.to(stub)) {
				bursts = new Bursts(access);
				bursts.run(warmUpConcurrency, rounds);
			}
			bursts.alive = stub.countAlive();
			bursts.created = stub.countCreated();
			return bursts;
		}
	}

	private void run(int warmUpConcurrency, int rounds) {
		try (PoolRun run = PoolRun.of(this.access,
				(settings) -> settings.minIdle(SIZE)
					.maxSize(2 * SIZE)
					.warmUpConcurrency(warmUpConcurrency)
					.validation(Validation.NEVER))) {
			run.fill();
			for (int i = 0; i < rounds; i++) {
				this.cold.add(cold());
				this.inHand.add(inHand());
				run.awaitRest();
				this.pooled.add(pooled(run));
				run.awaitRest();
			}
		}
	}

	private Figure figure(int warmUpConcurrency) {
		Times warm = Times.of(this.pooled);
		Times direct = Times.of(this.inHand);
		double ratio = (double) warm.median() / direct.median();
		return new Figure(
				"Burst of %d: warm acquire, until the last first result, refilled %d at a time".formatted(SIZE,
						warmUpConcurrency),
				String.format(Locale.ROOT, "≤ %.1f×", LIMIT), Times.millis(warm.median()),
				String.format(Locale.ROOT, "%s in sandboxes in hand: %.2f×", Times.millis(direct.median()), ratio),
				ratio <= LIMIT);
	}

	private long cold() {
		List<ReactiveSandbox> sandboxes = new ArrayList<>();
		long took = timed(this.template.create().flatMap((sandbox) -> {
			synchronized (sandboxes) {
				sandboxes.add(sandbox);
			}
			return sandbox.runCode("x");
		}));
		kill(sandboxes);
		return took;
	}

	private long inHand() {
		List<ReactiveSandbox> sandboxes = Verdicts.present(Flux.range(0, SIZE)
			.flatMap((number) -> this.template.create(), SIZE)
			.collectList()
			.block(PoolLoad.LIMIT));
		long started = System.nanoTime();
		Flux.fromIterable(sandboxes).flatMap((sandbox) -> sandbox.runCode("x"), SIZE).blockLast(PoolLoad.LIMIT);
		long took = System.nanoTime() - started;
		kill(sandboxes);
		return took;
	}

	private static long pooled(PoolRun run) {
		return timed(run.pool().use((sandbox) -> sandbox.runCode("x")));
	}

	private static long timed(Mono<?> call) {
		long started = System.nanoTime();
		Flux.range(0, SIZE).flatMap((number) -> call, SIZE).blockLast(PoolLoad.LIMIT);
		return System.nanoTime() - started;
	}

	private static void kill(List<ReactiveSandbox> sandboxes) {
		Flux.fromIterable(sandboxes).flatMap(ReactiveSandbox::kill, SIZE).blockLast(PoolLoad.LIMIT);
	}

}

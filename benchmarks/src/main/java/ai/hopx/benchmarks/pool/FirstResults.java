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
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.pool.PooledSandbox;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.pool.Validation;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * How long one caller waits for the first result of code that really runs: in a sandbox
 * that is created for it, in one that a pool has ready, and in one that it has already.
 */
final class FirstResults {

	private static final String CODE = "print(6 * 7)";

	private static final int COLD = 6;

	private static final int ROUNDS = 6;

	/** Few, so that no sandbox starts during a round: that takes the same machine. */
	private static final int PAIRS = 4;

	private static final double LIMIT = 1.2;

	private final ReactiveHopxTemplate template;

	private final HopxAccess access;

	private FirstResults(HopxAccess access) {
		this.access = access;
		this.template = access.template();
	}

	static List<Figure> measure() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.builder().bootDelay(PoolLoad.CREATE_TIME).build();
		try (EmbeddedHopx hopx = EmbeddedHopx.start(settings)) {
			List<Figure> figures = new ArrayList<>();
			try (HopxAccess access = HopxAccess.to(hopx.baseUrl(), hopx.apiKey())) {
				new FirstResults(access).measure(figures);
			}
			figures.add(Verdicts.allDead("code that really runs", hopx.ledger().alive().size(),
					hopx.ledger().sandboxes().size()));
			return figures;
		}
	}

	private void measure(List<Figure> figures) {
		Times cold = cold();
		List<Long> pooled = new ArrayList<>();
		List<Long> inHand = new ArrayList<>();
		try (PoolRun run = PoolRun.of(this.access,
				(settings) -> settings.minIdle(PAIRS)
					.maxSize(2 * PAIRS)
					.warmUpConcurrency(PAIRS)
					.validation(Validation.NEVER))) {
			run.fill();
			SandboxPool pool = new SandboxPool(run.pool());
			for (int i = -1; i < ROUNDS; i++) {
				List<Long> ignored = new ArrayList<>();
				round(run, pool, (i < 0) ? ignored : pooled, (i < 0) ? ignored : inHand);
			}
		}
		Times warm = Times.of(pooled);
		Times direct = Times.of(inHand);
		double ratio = (double) warm.median() / direct.median();
		figures.add(Figure.of("One caller: create, then first result (p50)", Times.millis(cold.median()), ""));
		figures.add(new Figure("One caller: warm acquire, then first result (p50)",
				String.format(Locale.ROOT, "≤ %.1f×", LIMIT), Times.millis(warm.median()),
				String.format(Locale.ROOT, "%s in a sandbox in hand: %.2f×", Times.millis(direct.median()), ratio),
				ratio <= LIMIT));
		figures.add(Figure.of("The same (p95)", Times.millis(warm.percentile(0.95)),
				Times.millis(direct.percentile(0.95)) + " in a sandbox in hand"));
	}

	private Times cold() {
		List<Long> times = new ArrayList<>();
		for (int i = 0; i <= COLD; i++) {
			long started = System.nanoTime();
			ReactiveSandbox sandbox = Verdicts.present(this.template.create().block(PoolLoad.LIMIT));
			check(sandbox.runCode(CODE).block(PoolLoad.LIMIT));
			long took = System.nanoTime() - started;
			sandbox.kill().block(PoolLoad.LIMIT);
			if (i > 0) {
				times.add(took);
			}
		}
		return Times.of(times);
	}

	/**
	 * Take turns in who is first, so that what happens to the machine happens to both,
	 * and with sandboxes of the same age. All die after.
	 */
	private void round(PoolRun run, SandboxPool pool, List<Long> pooled, List<Long> inHand) {
		List<ReactiveSandbox> sandboxes = created(PAIRS);
		run.awaitRest();
		Pause.of(Duration.ofSeconds(1));
		List<PooledSandbox> borrowed = new ArrayList<>();
		for (int i = 0; i < PAIRS; i++) {
			if (i % 2 == 0) {
				pooled.add(warm(pool, borrowed));
			}
			inHand.add(direct(sandboxes.get(i)));
			if (i % 2 == 1) {
				pooled.add(warm(pool, borrowed));
			}
		}
		borrowed.forEach(PooledSandbox::close);
		Flux.fromIterable(sandboxes).flatMap(ReactiveSandbox::kill).blockLast(PoolLoad.LIMIT);
	}

	private List<ReactiveSandbox> created(int count) {
		return Verdicts.present(Flux.range(0, count)
			.flatMap((number) -> this.template.create(), count)
			.collectList()
			.block(PoolLoad.LIMIT));
	}

	private static long warm(SandboxPool pool, List<PooledSandbox> borrowed) {
		long started = System.nanoTime();
		PooledSandbox sandbox = pool.acquire();
		borrowed.add(sandbox);
		check(sandbox.runCode(CODE));
		return System.nanoTime() - started;
	}

	private static long direct(ReactiveSandbox sandbox) {
		long started = System.nanoTime();
		check(sandbox.runCode(CODE).block(PoolLoad.LIMIT));
		return System.nanoTime() - started;
	}

	private static void check(@Nullable RunResult result) {
		if (result == null || !"42\n".equals(result.stdout())) {
			throw new IllegalStateException("This is no result: " + result);
		}
	}

}

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

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Times;
import ai.hopx.benchmarks.stub.HopxAccess;
import ai.hopx.benchmarks.stub.StubHopx;
import ai.hopx.benchmarks.stub.StubSettings;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.pool.Validation;
import reactor.core.publisher.Flux;

/**
 * How long a pool takes to become full.
 */
final class Fills {

	private static final double SLACK = 0.1;

	private Fills() {
	}

	static List<Figure> measure() {
		try (StubHopx stub = StubHopx.start(StubSettings.immediate().createTime(PoolLoad.CREATE_TIME))) {
			List<Figure> figures = new ArrayList<>();
			try (HopxAccess access = HopxAccess.to(stub)) {
				figures.add(fill(access, 500, 50));
				figures.add(fill(access, 24, 4));
			}
			figures.add(Verdicts.allDead("fills", stub));
			return figures;
		}
	}

	private static Figure fill(HopxAccess access, int size, int concurrency) {
		long direct = direct(access, size, concurrency);
		long took;
		try (PoolRun run = PoolRun.of(access,
				(settings) -> settings.minIdle(size)
					.maxSize(size)
					.warmUpConcurrency(concurrency)
					.validation(Validation.NEVER))) {
			took = run.fill();
		}
		int rounds = (size + concurrency - 1) / concurrency;
		long limit = (long) (rounds * PoolLoad.CREATE_TIME.toNanos() * (1 + SLACK));
		return new Figure("Fill of %d, %d at a time".formatted(size, concurrency),
				String.format(Locale.ROOT, "≤ %s (%d creates in a row + %.0f %%)", Times.millis(limit), rounds,
						SLACK * 100),
				Times.millis(took), Times.millis(direct) + " for as many creates without a pool", took <= limit);
	}

	private static long direct(HopxAccess access, int size, int concurrency) {
		long started = System.nanoTime();
		List<ReactiveSandbox> sandboxes = Verdicts.present(Flux.range(0, size)
			.flatMap((number) -> access.template().create(), concurrency)
			.collectList()
			.block(PoolLoad.LIMIT));
		long took = System.nanoTime() - started;
		Flux.fromIterable(sandboxes).flatMap(ReactiveSandbox::kill, 32).blockLast(PoolLoad.LIMIT);
		return took;
	}

}

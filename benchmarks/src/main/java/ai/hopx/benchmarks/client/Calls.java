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

package ai.hopx.benchmarks.client;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes many calls, so many at the same time.
 */
final class Calls implements AutoCloseable {

	static final int CONCURRENCY = 64;

	/** The same threads for all rounds: what they allocate is counted by thread. */
	private final ExecutorService threads = Executors.newFixedThreadPool(CONCURRENCY);

	void blocking(int calls, Runnable call) {
		AtomicInteger left = new AtomicInteger(calls);
		CountDownLatch ends = new CountDownLatch(CONCURRENCY);
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		for (int i = 0; i < CONCURRENCY; i++) {
			this.threads.execute(() -> {
				try {
					while (left.getAndDecrement() > 0) {
						call.run();
					}
				}
				catch (Throwable ex) {
					failure.set(ex);
				}
				finally {
					ends.countDown();
				}
			});
		}
		try {
			ends.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		Throwable failed = failure.get();
		if (failed != null) {
			throw new IllegalStateException(failed);
		}
	}

	static void reactive(int calls, Mono<?> call) {
		Flux.range(0, calls).flatMap((number) -> call, CONCURRENCY).blockLast();
	}

	@Override
	public void close() {
		this.threads.shutdown();
	}

}

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

import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The names and keys that come first, also where they come at the same time.
 */
class TemplateNamesTests {

	private static final int THREADS = 2;

	private static final ExecutorService executor = Executors.newFixedThreadPool(THREADS, (task) -> {
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		return thread;
	});

	@Test
	void theFirstHundredKeepTheirNames() {
		TemplateNames names = new TemplateNames();
		IntStream.range(0, 100).forEach((i) -> assertThat(names.bounded("t" + i)).isEqualTo("t" + i));
		assertThat(names.bounded("late")).isEqualTo("other");
		assertThat(names.bounded("t99")).isEqualTo("t99");
	}

	@Test
	void aKeyIsShortAndPlain() {
		SnapshotKeys keys = new SnapshotKeys();
		assertThat(keys.admit("system.gpu/0:temp-max_1")).isTrue();
		assertThat(keys.admit("x".repeat(101))).isFalse();
		assertThat(keys.admit("")).isFalse();
		assertThat(keys.admit("a\"b")).isFalse();
		assertThat(keys.admit("a\nb")).isFalse();
		assertThat(keys.admit("a b")).isFalse();
		assertThat(keys.admit("größe")).isFalse();
	}

	@Test
	void aNameIsTheSameForAllWhoComeAtTheSameTime() throws Exception {
		for (int round = 0; round < 500; round++) {
			TemplateNames names = new TemplateNames();
			assertThat(atTheSameTime((thread) -> IntStream.range(0, 50)
				.mapToObj((i) -> names.bounded("t" + i))
				.collect(Collectors.joining(" ")))).hasSize(1);
		}
	}

	@Test
	void noMoreThanAHundredGetInAtTheSameTime() throws Exception {
		for (int round = 0; round < 500; round++) {
			SnapshotKeys keys = new SnapshotKeys();
			IntStream.range(1, FirstNames.MAX).forEach((i) -> keys.admit("k" + i));
			atTheSameTime((thread) -> String.valueOf(keys.admit("late" + thread)));
			assertThat(IntStream.range(0, THREADS).filter((thread) -> keys.admit("late" + thread)).count())
				.isEqualTo(1);
		}
	}

	private static Set<String> atTheSameTime(IntFunction<String> work) {
		AtomicInteger missing = new AtomicInteger(THREADS);
		return IntStream.range(0, THREADS).mapToObj((thread) -> executor.submit(() -> {
			missing.decrementAndGet();
			// Closer together than any lock would let them go
			while (missing.get() > 0) {
				Thread.onSpinWait();
			}
			return work.apply(thread);
		})).toList().stream().map(TemplateNamesTests::result).collect(Collectors.toSet());
	}

	private static String result(Future<String> future) {
		try {
			return future.get();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}

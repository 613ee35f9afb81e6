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

package ai.hopx.client.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Unpacked}.
 */
class UnpackedTests {

	private static final Duration LIMIT = Duration.ofSeconds(5);

	private final AtomicLong asked = new AtomicLong();

	@Test
	void givesAllToAReaderThatWantsAll() {
		StepVerifier.create(unpacked(List.of(List.of(1, 2), List.of(), List.of(3))))
			.expectNext(1, 2, 3)
			.expectComplete()
			.verify(LIMIT);
		assertThat(this.asked).hasValue(Long.MAX_VALUE);
	}

	@Test
	void asksForOneListAheadOfAReaderThatWantsSome() {
		StepVerifier.create(unpacked(List.of(List.of(1, 2, 3), List.of(4), List.of(5))), 2)
			.expectNext(1, 2)
			.then(() -> assertThat(this.asked).hasValueLessThanOrEqualTo(2))
			.thenRequest(2)
			.expectNext(3, 4)
			.then(() -> assertThat(this.asked).hasValueLessThanOrEqualTo(3))
			.thenRequest(10)
			.expectNext(5)
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void asksForNothingBeforeItsReaderDoes() {
		StepVerifier.create(unpacked(List.of(List.of(1))), 0)
			.expectSubscription()
			.then(() -> assertThat(this.asked).hasValue(0))
			.thenCancel()
			.verify(LIMIT);
		assertThat(this.asked).hasValue(0);
	}

	@Test
	void stopsInTheMiddleOfAListWhereItsReaderLeaves() {
		List<Integer> given = new ArrayList<>();
		StepVerifier
			.create(unpacked(List.of(List.of(1, 2, 3), List.of(4))).doOnNext(given::add)
				.takeUntil((number) -> number == 2))
			.expectNext(1, 2)
			.expectComplete()
			.verify(LIMIT);
		assertThat(given).containsExactly(1, 2);
	}

	@Test
	void leavesItsSourceWithItsReader() {
		TestPublisher<List<Integer>> lists = TestPublisher.create();
		StepVerifier.create(new Unpacked<>(lists.flux()))
			.then(() -> lists.next(List.of(1)))
			.expectNext(1)
			.thenCancel()
			.verify(LIMIT);
		lists.assertCancelled();
	}

	@Test
	void failsWithItsSource() {
		StepVerifier
			.create(new Unpacked<>(Flux.just(List.of(1)).concatWith(Flux.error(new IllegalStateException("Lost")))))
			.expectNext(1)
			.expectErrorMessage("Lost")
			.verify(LIMIT);
	}

	private Flux<Integer> unpacked(List<List<Integer>> lists) {
		return new Unpacked<>(Flux.fromIterable(lists)
			.doOnRequest((count) -> this.asked.accumulateAndGet(count, UnpackedTests::add)));
	}

	private static long add(long asked, long count) {
		return (count == Long.MAX_VALUE) ? count : asked + count;
	}

}

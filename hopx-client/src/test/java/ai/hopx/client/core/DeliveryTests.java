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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever is made is either taken or got rid of, and never both.
 */
class DeliveryTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final Queue<String> unwanted = new ConcurrentLinkedQueue<>();

	@Test
	void deliversWhatIsMade() {
		StepVerifier.create(delivery(Mono.just("made"))).expectNext("made").expectComplete().verify(LIMIT);
		assertThat(this.unwanted).isEmpty();
	}

	@Test
	void passesFailuresOn() {
		StepVerifier.create(delivery(Mono.error(new IllegalStateException("broken"))))
			.expectErrorMessage("broken")
			.verify(LIMIT);
	}

	@Test
	void goesOnWithoutItsSubscriber() {
		TestPublisher<String> work = TestPublisher.create();
		Disposable subscriber = delivery(work.mono()).subscribe();
		subscriber.dispose();
		work.assertNotCancelled();
		work.emit("late");
		assertThat(this.unwanted).containsExactly("late");
	}

	@Test
	void tellsTheWorkThatNobodyWaits() {
		AtomicBoolean told = new AtomicBoolean();
		Delivery
			.of((left) -> left.doOnTerminate(() -> told.set(true)).then(Mono.<String>empty()), LIMIT,
					IllegalStateException::new, this.unwanted::add)
			.subscribe()
			.dispose();
		assertThat(told).isTrue();
	}

	@Test
	void doesNotBeginWhereNobodyWaits() {
		AtomicBoolean begun = new AtomicBoolean();
		Mono<String> delivery = delivery(Mono.fromSupplier(() -> {
			begun.set(true);
			return "made";
		}));
		StepVerifier.create(delivery, 0).thenCancel().verify(LIMIT);
		assertThat(begun).isFalse();
	}

	@Test
	void getsRidOfWhatWasNeverAskedFor() {
		StepVerifier.create(delivery(Mono.just("made").subscribeOn(Schedulers.parallel())), 0)
			.expectSubscription()
			.expectNoEvent(Duration.ofMillis(100))
			.thenCancel()
			.verify(LIMIT);
		assertThat(this.unwanted).containsExactly("made");
	}

	@Test
	void getsRidOfWhatComesAfterTheLimit() {
		Sinks.One<String> work = Sinks.one();
		StepVerifier.withVirtualTime(() -> delivery(work.asMono()))
			.expectSubscription()
			.expectNoEvent(LIMIT.minusMillis(1))
			.thenAwait(Duration.ofMillis(1))
			.expectErrorMessage("late")
			.verify(LIMIT);
		work.tryEmitValue("made").orThrow();
		assertThat(this.unwanted).containsExactly("made");
	}

	@Test
	void dropsFailuresOfWhatNobodyWaitsFor() {
		TestPublisher<String> work = TestPublisher.create();
		delivery(work.mono()).subscribe().dispose();
		work.error(new IllegalStateException("nobody hears it"));
		assertThat(this.unwanted).isEmpty();
	}

	@Test
	void carriesTheContextOfItsSubscriber() {
		Mono<String> work = Mono.deferContextual((context) -> Mono.just(context.get("tenant")));
		StepVerifier.create(delivery(work).contextWrite((context) -> context.put("tenant", "acme")))
			.expectNext("acme")
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void losesNothingWhereBothHappenAtOnce() throws Exception {
		for (int round = 0; round < 2000; round++) {
			String value = "made " + round;
			Queue<String> taken = new ConcurrentLinkedQueue<>();
			Sinks.One<String> work = Sinks.one();
			CyclicBarrier start = new CyclicBarrier(2);
			CountDownLatch emitted = new CountDownLatch(1);
			// Unlike others it does not drop what comes after it was disposed
			BaseSubscriber<String> subscriber = new BaseSubscriber<>() {

				@Override
				protected void hookOnNext(String made) {
					taken.add(made);
				}

			};
			delivery(work.asMono()).subscribe(subscriber);
			Schedulers.boundedElastic().schedule(() -> {
				await(start);
				work.tryEmitValue(value);
				emitted.countDown();
			});
			await(start);
			subscriber.dispose();
			assertThat(emitted.await(10, TimeUnit.SECONDS)).isTrue();
			assertThat(this.unwanted.size() + taken.size()).as("round %d", round).isEqualTo(1);
			this.unwanted.clear();
		}
	}

	private Mono<String> delivery(Mono<String> work) {
		return Delivery.of((left) -> work, LIMIT, () -> new IllegalStateException("late"), this.unwanted::add);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}

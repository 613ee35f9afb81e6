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

package ai.hopx.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;

class StallTimeoutTests {

	private static final Duration MINUTE = Duration.ofMinutes(1);

	private static final Duration LIMIT = Duration.ofSeconds(10);

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private final TestPublisher<DataBuffer> source = TestPublisher.create();

	private final DataBuffer piece = DefaultDataBufferFactory.sharedInstance.wrap(new byte[1]);

	@Test
	void endsASourceThatIsLateWithItsFirstPiece() {
		StepVerifier.create(watchSource())
			.then(() -> advance(59))
			.then(() -> advance(1))
			.expectError(TimeoutException.class)
			.verify(LIMIT);
		this.source.assertCancelled();
	}

	@Test
	void countsFromTheLastPiece() {
		StepVerifier.create(watchSource())
			.then(() -> advance(50))
			.then(() -> this.source.next(this.piece))
			.expectNextCount(1)
			.then(() -> advance(59))
			.then(() -> this.source.next(this.piece))
			.expectNextCount(1)
			.then(() -> advance(60))
			.expectError(TimeoutException.class)
			.verify(LIMIT);
	}

	@Test
	void doesNotBlameTheSourceForASlowReader() {
		StepVerifier.create(watchSource(), 1)
			.then(() -> this.source.next(this.piece))
			.expectNextCount(1)
			.then(() -> advance(3600))
			.thenRequest(1)
			.then(() -> advance(59))
			.then(() -> this.source.next(this.piece))
			.expectNextCount(1)
			.then(() -> advance(3600))
			.then(this.source::complete)
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void doesNotBlameTheSourceBeforeItsTimeBegins() {
		AtomicLong notBefore = new AtomicLong(Attempt.UNSENT);
		StepVerifier.create(StallTimeout.ofSource(this.source.flux(), MINUTE, this.time, notBefore::get))
			.then(() -> advance(630))
			.then(() -> notBefore.set(this.time.now(TimeUnit.NANOSECONDS)))
			.then(() -> advance(59))
			.then(() -> this.source.assertNotCancelled())
			.then(() -> advance(1))
			.expectError(TimeoutException.class)
			.verify(LIMIT);
	}

	@Test
	void endsAReceiverThatAsksForNoMore() {
		Flux<DataBuffer> watched = StallTimeout.ofReceiver(this.source.flux(), MINUTE, this.time);
		StepVerifier.create(watched, 1)
			.then(() -> advance(3600))
			.then(() -> this.source.next(this.piece))
			.expectNextCount(1)
			.then(() -> advance(59))
			.thenRequest(1)
			.then(() -> advance(3600))
			.then(() -> this.source.next(this.piece))
			.expectNextCount(1)
			.then(() -> advance(60))
			.expectError(TimeoutException.class)
			.verify(LIMIT);
	}

	@Test
	void leavesNoTimerBehind() {
		StepVerifier.create(watchSource())
			.then(() -> this.source.next(this.piece).complete())
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		StepVerifier.create(watchSource()).thenCancel().verify(LIMIT);
		this.source.assertCancelled();
		assertThat(this.time.getScheduledTaskCount()).isLessThanOrEqualTo(2);
	}

	private Flux<DataBuffer> watchSource() {
		return StallTimeout.ofSource(this.source.flux(), MINUTE, this.time, () -> Long.MIN_VALUE);
	}

	private void advance(long seconds) {
		this.time.advanceTimeBy(Duration.ofSeconds(seconds));
	}

}

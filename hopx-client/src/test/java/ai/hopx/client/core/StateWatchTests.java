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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How often a wait asks.
 */
class StateWatchTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private final AtomicInteger asked = new AtomicInteger();

	private final StateWatch watch = new StateWatch("abc", SandboxState.RUNNING);

	@Test
	void asksOnceWhereItIsSoAlready() {
		StepVerifier.create(this.watch.until(description((round) -> "running")))
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		assertThat(this.asked).hasValue(1);
	}

	@Test
	void asksLessAndLessOften() {
		StepVerifier.withVirtualTime(() -> this.watch.until(description((round) -> "creating")))
			.expectSubscription()
			.then(() -> assertThat(this.asked).hasValue(1))
			.thenAwait(Duration.ofMillis(100))
			.then(() -> assertThat(this.asked).hasValue(2))
			.thenAwait(Duration.ofMillis(149))
			.then(() -> assertThat(this.asked).hasValue(2))
			.thenAwait(Duration.ofMillis(1))
			.then(() -> assertThat(this.asked).hasValue(3))
			.thenAwait(Duration.ofMinutes(1))
			.then(() -> assertThat(this.asked.get()).isBetween(30, 40))
			.thenAwait(Duration.ofMinutes(10))
			.then(() -> assertThat(this.asked.get()).isBetween(330, 340))
			.thenCancel()
			.verify(LIMIT);
	}

	@Test
	void endsAsSoonAsItIsSo() {
		StepVerifier
			.withVirtualTime(() -> this.watch.until(description((round) -> (round < 4) ? "creating" : "running")))
			.thenAwait(Duration.ofSeconds(1))
			.expectNextCount(1)
			.expectComplete()
			.verify(LIMIT);
		assertThat(this.asked).hasValue(4);
	}

	@Test
	void saysWhatItSawLast() {
		assertThat(this.watch.tooLate(LIMIT)).hasMessageContaining("'unknown'");
		this.watch.isReached(sandbox("creating"));
		assertThat(this.watch.tooLate(LIMIT)).hasMessageContaining("'creating'")
			.hasMessageContaining("'running'")
			.extracting("sandboxId")
			.isEqualTo("abc");
	}

	private Mono<SandboxInfo> description(IntFunction<String> state) {
		return Mono.fromSupplier(() -> sandbox(state.apply(this.asked.incrementAndGet())));
	}

	private static SandboxInfo sandbox(String state) {
		return HopxJson.mapper().readValue("{\"id\":\"abc\",\"status\":\"%s\"}".formatted(state), SandboxInfo.class);
	}

}

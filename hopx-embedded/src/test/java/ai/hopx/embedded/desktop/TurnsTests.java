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

package ai.hopx.embedded.desktop;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Work that is done one piece after the other.
 */
class TurnsTests {

	private final Turns turns = new Turns();

	private final List<String> begun = new ArrayList<>();

	@Test
	void theNextBeginsWhenTheLastHasEnded() {
		Sinks.One<String> first = Sinks.one();
		take("first", first.asMono());
		take("second", Mono.error(new IllegalStateException()));
		take("third", Mono.empty());
		assertThat(this.begun).containsExactly("first");
		first.tryEmitValue("done");
		assertThat(this.begun).containsExactly("first", "second", "third");
	}

	@Test
	void whoeverLeavesTheQueueLetsNobodyPastTheFirst() {
		Sinks.One<String> first = Sinks.one();
		take("first", first.asMono());
		Disposable second = take("second", Mono.empty());
		take("third", Mono.empty());
		second.dispose();
		assertThat(this.begun).containsExactly("first");
		first.tryEmitEmpty();
		assertThat(this.begun).containsExactly("first", "third");
	}

	@Test
	void workThatIsCancelledEndsItsTurn() {
		Disposable first = take("first", Mono.never());
		take("second", Mono.empty());
		first.dispose();
		assertThat(this.begun).containsExactly("first", "second");
	}

	@Test
	void workThatHasToBeDoneIsNotCancelled() {
		Sinks.One<String> first = Sinks.one();
		List<String> ended = new ArrayList<>();
		this.turns.takeForGood(first.asMono().doOnNext(ended::add)).subscribe().dispose();
		take("second", Mono.empty());
		assertThat(this.begun).isEmpty();
		first.tryEmitValue("done");
		assertThat(ended).containsExactly("done");
		assertThat(this.begun).containsExactly("second");
	}

	private Disposable take(String name, Mono<String> work) {
		return this.turns.take(work.doOnSubscribe((subscription) -> this.begun.add(name)))
			.subscribe(null, (ex) -> assertThat(ex).isInstanceOf(IllegalStateException.class));
	}

}

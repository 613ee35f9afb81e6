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

import java.util.concurrent.atomic.AtomicReference;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Work that is done one piece after the other.
 */
final class Turns {

	private final AtomicReference<Mono<Void>> last = new AtomicReference<>(Mono.empty());

	/**
	 * Queue work. Whoever stops to wait for a turn leaves those behind where they were.
	 * @param <T> the work's result
	 * @param work the work
	 * @return the work, which waits for its turn
	 */
	<T> Mono<T> take(Mono<T> work) {
		return Mono.defer(() -> {
			Sinks.Empty<Void> done = Sinks.empty();
			Mono<Void> before = this.last.getAndSet(done.asMono());
			return before.then(work).doFinally((signal) -> before.subscribe(null, null, done::tryEmitEmpty));
		});
	}

	/**
	 * Queue work that is done though nobody waits for it any more: what it starts must
	 * not be lost sight of.
	 * @param <T> the work's result
	 * @param work the work
	 * @return the work, which waits for its turn
	 */
	<T> Mono<T> takeForGood(Mono<T> work) {
		return Mono.defer(() -> take(work).cache());
	}

}

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

package ai.hopx.embedded.control;

import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Work that goes on when its caller hangs up, as it does on the service: a sandbox that
 * is half created or half paused helps nobody.
 */
final class Background {

	private Background() {
	}

	/**
	 * Run work to its end, once for each subscriber, who may leave.
	 * @param <T> the work's result
	 * @param work the work
	 * @return its result
	 */
	static <T> Mono<T> run(Mono<T> work) {
		return Mono.defer(() -> {
			Sinks.One<T> result = Sinks.one();
			work.subscribe(result::tryEmitValue, result::tryEmitError, result::tryEmitEmpty);
			return result.asMono();
		});
	}

}

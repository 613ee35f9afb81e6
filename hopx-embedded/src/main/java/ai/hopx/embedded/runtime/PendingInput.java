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

package ai.hopx.embedded.runtime;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Input that the other side has not taken yet. One at a time.
 */
final class PendingInput {

	private final AtomicReference<@Nullable MonoSink<Void>> writing = new AtomicReference<>();

	private volatile boolean ended;

	/**
	 * Wait until the next input is taken, or can no longer be.
	 * @return completion
	 */
	Mono<Void> taken() {
		return Mono.create((sink) -> {
			this.writing.set(sink);
			if (this.ended) {
				onTaken();
			}
		});
	}

	/**
	 * Hear of an event.
	 * @return whether it was about input only, and nobody else's business
	 */
	boolean takes(String event) {
		if (event.equals("done")) {
			onEnd();
		}
		boolean taken = event.equals("taken");
		if (taken) {
			onTaken();
		}
		return taken;
	}

	private void onTaken() {
		MonoSink<Void> writing = this.writing.getAndSet(null);
		if (writing != null) {
			writing.success();
		}
	}

	void onEnd() {
		this.ended = true;
		onTaken();
	}

}

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

import java.time.Clock;

import ai.hopx.client.core.SandboxLifecycleEvent.Type;
import ai.hopx.client.model.SandboxState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Brings events to the listener.
 */
final class LifecycleEvents {

	static final SandboxLifecycleListener NOBODY = (event) -> {
	};

	private static final Log logger = LogFactory.getLog(LifecycleEvents.class);

	private final SandboxLifecycleListener listener;

	private final Clock clock;

	LifecycleEvents(SandboxLifecycleListener listener, Clock clock) {
		this.listener = listener;
		this.clock = clock;
	}

	/**
	 * Tell the listener, on a thread that may block.
	 * @return completion, whatever the listener does
	 */
	Mono<Void> publish(String sandboxId, Type type, @Nullable SandboxState oldState, SandboxState newState) {
		if (this.listener == NOBODY) {
			return Mono.empty();
		}
		SandboxLifecycleEvent event = new SandboxLifecycleEvent(sandboxId, type, oldState, newState,
				this.clock.instant());
		return Mono.<Void>fromRunnable(() -> tell(event)).subscribeOn(Schedulers.boundedElastic());
	}

	private void tell(SandboxLifecycleEvent event) {
		try {
			this.listener.onEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener failed with " + event, ex);
		}
	}

	Clock clock() {
		return this.clock;
	}

}

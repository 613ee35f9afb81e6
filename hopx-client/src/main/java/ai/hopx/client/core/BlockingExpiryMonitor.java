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
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * Hands warnings to a callback, on threads that may wait.
 */
final class BlockingExpiryMonitor implements ExpiryMonitor {

	private static final Log logger = LogFactory.getLog(BlockingExpiryMonitor.class);

	private final Disposable subscription;

	private BlockingExpiryMonitor(Disposable subscription) {
		this.subscription = subscription;
	}

	static ExpiryMonitor of(String sandboxId, Flux<Duration> warnings, Consumer<? super Duration> callback,
			Scheduler scheduler) {
		return new BlockingExpiryMonitor(warnings.publishOn(scheduler, 1)
			.subscribe((left) -> tell(sandboxId, callback, left), (error) -> logger
				.warn("The end of sandbox '%s' is no longer watched: %s".formatted(sandboxId, error))));
	}

	/**
	 * One callback that fails, say to extend the sandbox, does not keep the next from
	 * being made.
	 */
	private static void tell(String sandboxId, Consumer<? super Duration> callback, Duration left) {
		try {
			callback.accept(left);
		}
		catch (RuntimeException ex) {
			logger.warn("What was to be done ahead of the end of sandbox '%s' failed".formatted(sandboxId), ex);
		}
	}

	@Override
	public void close() {
		this.subscription.dispose();
	}

}

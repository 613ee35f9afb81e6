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

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import reactor.core.publisher.Mono;

/**
 * Starts all processes from one thread that lives as long as the server. Bubblewrap's
 * {@code --die-with-parent} follows the <em>thread</em> that started the process: a
 * sandbox started from a pool's thread would die when the pool lets it go.
 */
final class Spawner {

	private final ExecutorService thread = Executors.newSingleThreadExecutor((task) -> {
		Thread thread = new Thread(task, "hopx-embedded-spawner");
		thread.setDaemon(true);
		return thread;
	});

	Mono<Process> spawn(ProcessBuilder builder) {
		return Mono.fromCompletionStage(() -> submit(builder));
	}

	CompletableFuture<Process> submit(ProcessBuilder builder) {
		CompletableFuture<Process> started = new CompletableFuture<>();
		this.thread.execute(() -> {
			try {
				started.complete(builder.start());
			}
			catch (Throwable ex) {
				started.completeExceptionally(ex);
			}
		});
		return started;
	}

	/**
	 * End the thread, and with it whatever it started under bubblewrap.
	 */
	void close() {
		this.thread.shutdown();
	}

}

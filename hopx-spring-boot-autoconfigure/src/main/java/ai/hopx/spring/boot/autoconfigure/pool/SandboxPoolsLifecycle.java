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

package ai.hopx.spring.boot.autoconfigure.pool;

import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPools;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Flux;

import org.springframework.context.SmartLifecycle;

/**
 * Starts pools with the application, and stops them after its web server, so that
 * requests in progress keep their sandboxes. Neither waits for the service.
 */
class SandboxPoolsLifecycle implements SmartLifecycle {

	/**
	 * One step below that of web servers: started before them, stopped after them. Theirs
	 * is not on every class path.
	 */
	static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 3 * 1024;

	private static final Log logger = LogFactory.getLog(SandboxPoolsLifecycle.class);

	private final SandboxPools pools;

	private volatile boolean running;

	SandboxPoolsLifecycle(SandboxPools pools) {
		this.pools = pools;
	}

	@Override
	public void start() {
		this.running = true;
		this.pools.names()
			.stream()
			.map(this.pools::reactive)
			.filter((pool) -> pool.settings().autoStartup())
			.forEach(ReactiveSandboxPool::start);
	}

	@Override
	public void stop() {
		stop(() -> {
		});
	}

	@Override
	public void stop(Runnable callback) {
		Flux.fromIterable(this.pools.names())
			.map(this.pools::reactive)
			.flatMap(ReactiveSandboxPool::stop)
			.doFinally((signal) -> {
				this.running = false;
				callback.run();
			})
			.subscribe(null, (error) -> logger.warn("The sandbox pools did not stop", error));
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

	@Override
	public int getPhase() {
		return PHASE;
	}

}

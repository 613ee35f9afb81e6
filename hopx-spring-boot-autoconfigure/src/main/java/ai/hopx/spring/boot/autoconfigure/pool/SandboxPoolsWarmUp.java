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

import java.util.List;

import ai.hopx.client.pool.PoolStoppedException;
import ai.hopx.client.pool.SandboxPools;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Keeps an application from being ready before its pools are. It is alive meanwhile; to
 * close its context ends the wait.
 */
class SandboxPoolsWarmUp implements ApplicationRunner, PriorityOrdered {

	private static final Log logger = LogFactory.getLog(SandboxPoolsWarmUp.class);

	private final SandboxPools pools;

	private final List<String> names;

	SandboxPoolsWarmUp(SandboxPools pools, List<String> names) {
		this.pools = pools;
		this.names = names;
	}

	@Override
	public void run(ApplicationArguments args) {
		if (this.names.isEmpty()) {
			return;
		}
		logger.info("Wait for the sandbox pools %s to warm up".formatted(this.names));
		try {
			this.names.forEach((name) -> this.pools.get(name).awaitWarm());
		}
		catch (PoolStoppedException ex) {
			logger.debug("The wait has ended with the application", ex);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}

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

package ai.hopx.client.pool;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

import ai.hopx.client.HopxClient;

/**
 * An application with a pool of five, on leases of 15 s, that never ends by itself.
 */
final class CrashingApplication {

	private CrashingApplication() {
	}

	public static void main(String[] args) throws InterruptedException {
		HopxClient client = HopxClient.builder().baseUrl(URI.create(args[0])).apiKey(() -> args[1]).build();
		PoolSettings settings = PoolSettings.builder("crash", "code-interpreter")
			.minIdle(5)
			.lease(Duration.ofSeconds(15))
			.build();
		ReactiveSandboxPool.builder(client, settings).build().start();
		new CountDownLatch(1).await();
	}

}

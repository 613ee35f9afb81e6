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

package ai.hopx.chaos;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.ledger.SandboxEntry;

/**
 * Ends sandboxes behind everybody's back.
 */
final class Reaper extends Actor {

	private final AtomicInteger count = new AtomicInteger();

	private final EmbeddedHopx server;

	Reaper(Desk desk, Plan plan, EmbeddedHopx server) {
		super("reaper", desk, plan, 6000);
		this.server = server;
	}

	@Override
	void turn(int number, SplittableRandom random) {
		double which = random.nextDouble();
		List<SandboxEntry> alive = this.server.ledger().alive();
		if (!alive.isEmpty()) {
			this.server.endSandbox(alive.get((int) (which * alive.size())).id());
			this.count.incrementAndGet();
		}
	}

	int count() {
		return this.count.get();
	}

}

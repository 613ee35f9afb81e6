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

import java.util.SplittableRandom;

/**
 * Stops the pool now and then, in the middle of everything, and starts it again.
 */
final class Operator extends Actor {

	private static final int LONGEST_PAUSE = 40_000;

	private final Application application;

	Operator(Desk desk, Plan plan, Application application) {
		super("operator", desk, plan, LONGEST_PAUSE);
		this.application = application;
	}

	@Override
	void turn(int number, SplittableRandom random) {
		if (number == 0) {
			return;
		}
		desk().call("stop of the pool", Limits.stop(), () -> {
			this.application.poolBlocking().stop();
			return true;
		});
		desk().pause(random.nextInt(500));
		this.application.pool().start();
	}

}

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
 * Somebody who does one thing after the other, each decided by random numbers of its own,
 * until the desk closes.
 */
abstract class Actor implements Runnable {

	private final String name;

	private final Desk desk;

	private final SplittableRandom random;

	private final int longestPause;

	Actor(String name, Desk desk, Plan plan, int longestPause) {
		this.name = name;
		this.desk = desk;
		this.random = plan.of(name);
		this.longestPause = longestPause;
	}

	final String name() {
		return this.name;
	}

	final Desk desk() {
		return this.desk;
	}

	@Override
	public final void run() {
		for (int i = 0; this.desk.isOpen(); i++) {
			// What one turn draws does not depend on how far the one before has come
			SplittableRandom turn = this.random.split();
			int pause = 1 + turn.nextInt(this.longestPause);
			turn(i, turn);
			this.desk.pause(pause);
		}
	}

	/**
	 * Do the next thing.
	 * @param number how many there were before
	 * @param random random numbers for this one
	 */
	abstract void turn(int number, SplittableRandom random);

	final Thread start() {
		Thread thread = new Thread(this, "chaos-" + this.name);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

}

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

import ai.hopx.chaos.proxy.ConnectionFault;
import ai.hopx.chaos.proxy.ConnectionFault.Kind;
import ai.hopx.chaos.proxy.ConnectionPlan;
import ai.hopx.embedded.ledger.Plane;

/**
 * All that is decided beforehand, by a seed: what becomes of each connection, and what
 * each actor does. Every actor has random numbers of its own, so that none disturbs
 * another's.
 */
final class Plan implements ConnectionPlan {

	private static final int LONGEST_REQUEST = 6_000;

	private static final int LONGEST_REPLY = 12_000;

	private static final int LONGEST_FRAMES = 400;

	private final long seed;

	Plan(long seed) {
		this.seed = seed;
	}

	/**
	 * Return the random numbers of one actor, from their beginning.
	 */
	SplittableRandom of(String actor) {
		long mixed = this.seed;
		for (int i = 0; i < actor.length(); i++) {
			mixed = (mixed ^ actor.charAt(i)) * 0x9E3779B97F4A7C15L;
			mixed ^= mixed >>> 29;
		}
		return new SplittableRandom(mixed);
	}

	@Override
	public ConnectionFault connection(Plane plane, int ordinal) {
		SplittableRandom random = of("connection-" + plane + "-" + ordinal);
		int dice = random.nextInt(100);
		long seed = random.nextLong();
		if (dice < 8) {
			return new ConnectionFault(Kind.LATENCY, 0, 20 + random.nextInt(300), seed);
		}
		if (dice < 14) {
			return new ConnectionFault(Kind.JITTER, 0, 50 + random.nextInt(500), seed);
		}
		if (dice < 18) {
			return new ConnectionFault(Kind.DRIP, 0, 5 + random.nextInt(45), seed);
		}
		if (dice < 21) {
			return new ConnectionFault(Kind.REFUSED, 0, 0, seed);
		}
		if (dice < 26) {
			return new ConnectionFault(Kind.STALE, 0, 1 + random.nextInt(400), seed);
		}
		if (dice < 31) {
			return new ConnectionFault(Kind.RESET_MID_REQUEST, somewhere(random, LONGEST_REQUEST), 0, seed);
		}
		if (dice < 38) {
			return new ConnectionFault(Kind.RESET_MID_RESPONSE, somewhere(random, LONGEST_REPLY), 0, seed);
		}
		if (dice < 44 && plane == Plane.DATA) {
			return new ConnectionFault(Kind.RESET_MID_FRAME, somewhere(random, LONGEST_FRAMES), 0, seed);
		}
		if (dice < 47) {
			return new ConnectionFault(Kind.HALF_OPEN, somewhere(random, LONGEST_REPLY), silence(random), seed);
		}
		if (dice < 49) {
			return new ConnectionFault(Kind.BLACK_HOLE, 0, silence(random), seed);
		}
		if (dice < 52) {
			return new ConnectionFault(Kind.BLACK_HOLE_MIDWAY, somewhere(random, LONGEST_REPLY), silence(random), seed);
		}
		return ConnectionFault.NONE;
	}

	/**
	 * Return a number of bytes, more often a small one: most of what is sent is short.
	 */
	private static int somewhere(SplittableRandom random, int longest) {
		double share = random.nextDouble();
		return (int) (longest * share * share);
	}

	/**
	 * Return how long a connection is silent: sometimes longer than any caller waits.
	 */
	private static int silence(SplittableRandom random) {
		return 1_000 + random.nextInt(random.nextInt(4) == 0 ? 45_000 : 6_000);
	}

	@Override
	public boolean failsLookUp(int ordinal) {
		return of("look-up-" + ordinal).nextInt(100) < 3;
	}

}

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

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * What a run is like.
 *
 * @param seed what its plan is made from
 * @param duration how long things fail
 */
record ChaosSettings(long seed, Duration duration) {

	private static final int LARGEST_SEED = 1_000_000_000;

	/**
	 * Read the arguments of a command.
	 * @param args {@code --seed} and {@code --minutes} with a number each, or nothing
	 * @return the settings
	 * @throws IllegalArgumentException if they are anything else
	 */
	static ChaosSettings of(String... args) {
		long seed = new SplittableRandom().nextInt(LARGEST_SEED);
		Duration duration = Duration.ofMinutes(30);
		for (int i = 0; i < args.length; i += 2) {
			if (i + 1 == args.length) {
				throw new IllegalArgumentException("'%s' lacks its number".formatted(args[i]));
			}
			switch (args[i]) {
				case "--seed" -> seed = Long.parseLong(args[i + 1]);
				case "--minutes" -> duration = Duration.ofSeconds(Math.round(Double.parseDouble(args[i + 1]) * 60));
				default ->
					throw new IllegalArgumentException("'%s' is none of --seed and --minutes".formatted(args[i]));
			}
		}
		return new ChaosSettings(seed, duration);
	}

	/**
	 * Return the command that repeats the run.
	 */
	String command() {
		String minutes = BigDecimal.valueOf(this.duration.toSeconds())
			.divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP)
			.stripTrailingZeros()
			.toPlainString();
		return "chaos/run.sh --seed %d --minutes %s".formatted(this.seed, minutes);
	}

}

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

/**
 * The command: runs, prints, and ends with 1 where something is broken.
 */
public final class ChaosMain {

	private ChaosMain() {
	}

	/**
	 * Run.
	 * @param args {@code --seed} and {@code --minutes} with a number each, or nothing
	 */
	public static void main(String[] args) {
		ChaosSettings settings;
		try {
			settings = ChaosSettings.of(args);
		}
		catch (IllegalArgumentException ex) {
			System.err.println("Usage: chaos/run.sh [--seed N] [--minutes M]: " + ex.getMessage());
			System.exit(2);
			return;
		}
		ChaosRun run = new ChaosRun(settings, System.out::println);
		System.exit(run.run() ? 0 : 1);
	}

}

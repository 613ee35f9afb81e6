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

package ai.hopx.benchmarks.pool;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.stub.StubHopx;
import org.jspecify.annotations.Nullable;

/**
 * What several measurements judge in the same way.
 */
final class Verdicts {

	private Verdicts() {
	}

	static Figure allDead(String when, int alive, int created) {
		return new Figure("Sandboxes left alive: " + when, "0", Integer.toString(alive), "of %,d".formatted(created),
				alive == 0);
	}

	static Figure allDead(String when, StubHopx stub) {
		return allDead(when, stub.countAlive(), stub.countCreated());
	}

	static <T> T present(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("There is nothing");
		}
		return value;
	}

}

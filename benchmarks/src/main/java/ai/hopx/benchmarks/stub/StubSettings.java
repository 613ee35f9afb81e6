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

package ai.hopx.benchmarks.stub;

import java.time.Duration;

/**
 * How a {@link StubHopx} answers.
 *
 * @param createTime how long a create takes, whether it succeeds or not
 * @param runTime how long code runs
 * @param failEvery which creates fail: each fifth with 5, none with 0
 */
public record StubSettings(Duration createTime, Duration runTime, int failEvery) {

	/**
	 * What answers at once.
	 */
	public static StubSettings immediate() {
		return new StubSettings(Duration.ZERO, Duration.ZERO, 0);
	}

	public StubSettings createTime(Duration createTime) {
		return new StubSettings(createTime, this.runTime, this.failEvery);
	}

	public StubSettings runTime(Duration runTime) {
		return new StubSettings(this.createTime, runTime, this.failEvery);
	}

	public StubSettings failEvery(int failEvery) {
		return new StubSettings(this.createTime, this.runTime, failEvery);
	}

}

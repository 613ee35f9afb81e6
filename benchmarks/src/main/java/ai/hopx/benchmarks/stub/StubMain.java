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

import java.io.IOException;
import java.time.Duration;

/**
 * A {@link StubHopx} in a process of its own, so that what it costs is in no figure of
 * its clients. The one argument is how long code runs, in milliseconds. It says where it
 * is and ends with its standard input; what it has counted it says last.
 */
final class StubMain {

	private StubMain() {
	}

	/**
	 * Serve.
	 * @param args how long code runs
	 */
	public static void main(String[] args) throws IOException {
		Duration runTime = Duration.ofMillis(Long.parseLong(args[0]));
		try (StubHopx stub = StubHopx.start(StubSettings.immediate().runTime(runTime))) {
			System.out.println(stub.baseUrl());
			while (System.in.read() != -1) {
				System.out.println(stub.countMostRunning() + " " + stub.countConnections());
			}
		}
	}

}

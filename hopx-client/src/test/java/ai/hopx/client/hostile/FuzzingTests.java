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

package ai.hopx.client.hostile;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.test.scheduler.VirtualTimeScheduler;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every call of users reads replies that no service should send. The seed is always the
 * same, so that a build fails today or never; {@code -Dhopx.fuzz.seed} sets another and
 * {@code -Dhopx.fuzz.rounds} how many replies each call reads.
 */
class FuzzingTests {

	static final long SEED = Long.getLong("hopx.fuzz.seed", 42);

	private static final int ROUNDS = Integer.getInteger("hopx.fuzz.rounds", 12);

	@BeforeAll
	static void begin() {
		ReplyFuzzer.begin();
	}

	@AfterAll
	static void end() {
		VirtualTimeScheduler.reset();
	}

	static List<Operation> operations() {
		return ReplyFuzzer.operations();
	}

	@Test
	void findsTheCalls() {
		assertThat(operations()).extracting(Operation::toString)
			.hasSizeGreaterThan(120)
			.contains("ReactiveHopxOperations.connect.metrics.snapshot()");
	}

	/**
	 * An input that a failure named, of these tests or of Jazzer.
	 */
	@Test
	void readsWhatIsGivenByHand() {
		ReplyFuzzer.fuzzerTestOneInput(HexFormat.of().parseHex(System.getProperty("hopx.fuzz.input", "")));
	}

	@ParameterizedTest
	@MethodSource("operations")
	void endsInAValueOrAnExceptionOfOurs(Operation operation) {
		SplittableRandom random = new SplittableRandom(SEED ^ operation.toString().hashCode());
		for (int i = 0; i < ROUNDS; i++) {
			// The first decides nothing, which is a reply as it should be
			byte[] bytes = new byte[(i > 0) ? 1 + random.nextInt(400) : 1];
			random.nextBytes(bytes);
			bytes[0] = (byte) operations().indexOf(operation);
			ReplyFuzzer.fuzzerTestOneInput(bytes);
		}
	}

}

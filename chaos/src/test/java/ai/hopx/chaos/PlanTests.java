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

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

import ai.hopx.chaos.proxy.ConnectionFault;
import ai.hopx.chaos.proxy.ConnectionFault.Kind;
import ai.hopx.embedded.ledger.Plane;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlanTests {

	@Test
	void sameSeedIsTheSamePlan() {
		assertThat(connections(new Plan(42))).isEqualTo(connections(new Plan(42)));
		assertThat(lookUps(new Plan(42))).isEqualTo(lookUps(new Plan(42)));
		assertThat(numbers(new Plan(42), "reaper")).isEqualTo(numbers(new Plan(42), "reaper"));
	}

	@Test
	void otherSeedIsAnotherPlan() {
		assertThat(connections(new Plan(42))).isNotEqualTo(connections(new Plan(43)));
		assertThat(numbers(new Plan(42), "reaper")).isNotEqualTo(numbers(new Plan(43), "reaper"));
	}

	@Test
	void noActorDisturbsAnother() {
		Plan plan = new Plan(42);
		List<Integer> before = numbers(plan, "waiter-0");
		numbers(plan, "waiter-1");
		plan.connection(Plane.DATA, 7);
		assertThat(numbers(plan, "waiter-0")).isEqualTo(before);
		assertThat(numbers(plan, "waiter-1")).isNotEqualTo(before);
	}

	@Test
	void everyKindIsMet() {
		Set<Kind> kinds = EnumSet.noneOf(Kind.class);
		connections(new Plan(1)).forEach((fault) -> kinds.add(fault.kind()));
		assertThat(kinds).containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Kind.DNS_FAILURE)));
		assertThat(lookUps(new Plan(1))).contains(true, false);
	}

	@Test
	void halfOfTheConnectionsAreGood() {
		assertThat(connections(new Plan(5))).filteredOn((fault) -> fault.kind() == Kind.NONE).hasSizeBetween(200, 350);
	}

	private static List<ConnectionFault> connections(Plan plan) {
		return IntStream.range(0, 500).mapToObj((ordinal) -> plan.connection(Plane.DATA, ordinal)).toList();
	}

	private static List<Boolean> lookUps(Plan plan) {
		return IntStream.range(0, 500).mapToObj(plan::failsLookUp).toList();
	}

	private static List<Integer> numbers(Plan plan, String actor) {
		return plan.of(actor).ints(20).boxed().toList();
	}

}

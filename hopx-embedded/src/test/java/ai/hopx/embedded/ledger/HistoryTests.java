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

package ai.hopx.embedded.ledger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTests {

	@Test
	void forgetsTheOldest() {
		History<Integer, String> history = new History<>(2, (entry) -> false);
		history.add(1, "one");
		history.add(2, "two");
		history.add(3, "three");
		assertThat(history.all()).containsExactly("two", "three");
		assertThat(history.forgotten()).isEqualTo(1);
	}

	@Test
	void neverForgetsWhatIsKept() {
		History<Integer, String> history = new History<>(2, (entry) -> entry.startsWith("kept"));
		history.add(1, "kept one");
		history.add(2, "two");
		history.add(3, "kept three");
		history.add(4, "kept four");
		assertThat(history.all()).containsExactly("kept one", "kept three", "kept four");
		history.clear();
		assertThat(history.all()).hasSize(3);
		assertThat(history.forgotten()).isEqualTo(1);
	}

	@Test
	void changesOnlyWhatIsStillThere() {
		History<Integer, String> history = new History<>(1, (entry) -> false);
		history.add(1, "one");
		history.add(2, "two");
		history.change(1, (entry) -> entry + " changed");
		history.change(2, (entry) -> entry + " changed");
		assertThat(history.matching((entry) -> entry.endsWith("changed"))).containsExactly("two changed");
	}

}

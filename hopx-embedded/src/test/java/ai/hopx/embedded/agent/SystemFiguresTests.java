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

package ai.hopx.embedded.agent;

import java.util.Map;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

import ai.hopx.embedded.runtime.ResourceUsage;

import static org.assertj.core.api.Assertions.assertThat;

class SystemFiguresTests {

	private final SystemFigures figures = new SystemFigures(new AgentSpec("id", 2, 1024, 2048, Map.of(), false));

	@Test
	void showsSharesOfWhatWasGiven() {
		Map<String, Object> shown = this.figures.of(new ResourceUsage(1, 0, 0, 256L << 20, 512L << 20));
		assertThat(shown).extractingByKey("memory", InstanceOfAssertFactories.MAP)
			.containsEntry("total", 1024L << 20)
			.containsEntry("used", 256L << 20)
			.containsEntry("free", 768L << 20)
			.containsEntry("usage_percent", 25.0);
		assertThat(shown).extractingByKey("disk", InstanceOfAssertFactories.MAP).containsEntry("usage_percent", 25.0);
		assertThat(shown).extractingByKey("cpu", InstanceOfAssertFactories.MAP).containsEntry("cores", 2);
	}

	@Test
	void moreThanWasGivenLeavesNothingFree() {
		Map<String, Object> shown = this.figures.of(new ResourceUsage(1, 0, 0, 4096L << 20, 0));
		assertThat(shown).extractingByKey("memory", InstanceOfAssertFactories.MAP)
			.containsEntry("free", 0L)
			.containsEntry("usage_percent", 400.0);
	}

}

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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PrometheusTextTests {

	@Test
	void escapesLabels() {
		PrometheusText text = new PrometheusText().metric("a_total", "counter", "As.")
			.sample("a_total", Map.of("b", "x\"y\\z\n"), 0.5);
		assertThat(text).hasToString("# HELP a_total As.\n# TYPE a_total counter\na_total{b=\"x\\\"y\\\\z\\n\"} 0.5\n");
	}

	@Test
	void writesWholeNumbersAsSuch() {
		assertThat(new PrometheusText().sample("a", Map.of(), 3).sample("b", Map.of(), 1e20))
			.hasToString("a 3\nb 1.0E20\n");
	}

}

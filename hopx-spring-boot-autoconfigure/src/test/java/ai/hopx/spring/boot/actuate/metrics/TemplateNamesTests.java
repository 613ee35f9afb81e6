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

package ai.hopx.spring.boot.actuate.metrics;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names of templates as tags.
 */
class TemplateNamesTests {

	@Test
	void theFirstHundredHaveTagsOfTheirOwn() {
		TemplateNames names = new TemplateNames();
		for (int i = 0; i < 100; i++) {
			assertThat(names.bounded("template-" + i)).isEqualTo("template-" + i);
		}
		assertThat(names.bounded("template-100")).isEqualTo("other");
		assertThat(names.bounded("template-7")).isEqualTo("template-7");
	}

	@RepeatedTest(20)
	void isTheSameForAllWhoComeAtOnce() {
		TemplateNames names = new TemplateNames();
		Set<String> found = IntStream.range(0, 10_000)
			.parallel()
			.mapToObj((i) -> names.bounded("code-interpreter"))
			.collect(Collectors.toSet());
		assertThat(found).containsExactly("code-interpreter");
	}

}

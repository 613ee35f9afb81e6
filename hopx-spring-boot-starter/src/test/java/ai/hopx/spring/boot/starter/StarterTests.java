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

package ai.hopx.spring.boot.starter;

import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxTemplate;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application that adds the starter and nothing else.
 */
class StarterTests {

	@Test
	void bringsTheTemplatesAndNothingThatRunsCodeHere() {
		assertThat(ClassUtils.isPresent("ai.hopx.embedded.EmbeddedHopx", null)).isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.boot.actuate.endpoint.annotation.Endpoint", null))
			.isFalse();
		assertThat(ClassUtils.isPresent("org.springframework.boot.health.contributor.Health", null)).isFalse();
		try (ConfigurableApplicationContext context = SpringApplication.run(Application.class,
				"--hopx.api-key=hopx_live_test.test")) {
			assertThat(context.getBean(HopxTemplate.class)).isNotNull();
			assertThat(context.getBean(ReactiveHopxTemplate.class)).isNotNull();
			assertThat(context.getClass().getSimpleName()).as("no web server")
				.isEqualTo("AnnotationConfigApplicationContext");
		}
	}

	@SpringBootApplication
	static class Application {

	}

}

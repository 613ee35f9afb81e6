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

package ai.hopx.spring.boot.test;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.embedded.EmbeddedHopx;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One annotation is enough for a test of an application to run code and to have the
 * server that runs it.
 */
@SpringBootTest(classes = AutoConfigureEmbeddedHopxTests.Application.class, properties = "hopx.embedded.enabled=true")
@AutoConfigureEmbeddedHopx
class AutoConfigureEmbeddedHopxTests {

	private final EmbeddedHopx ofConstructor;

	@Autowired
	private HopxTemplate hopx;

	@Autowired
	private HopxClient client;

	AutoConfigureEmbeddedHopxTests(EmbeddedHopx ofConstructor) {
		this.ofConstructor = ofConstructor;
	}

	@Test
	void runsCode() {
		assertThat(this.hopx.runCode("print(6*7)").stdout()).isEqualTo("42\n");
	}

	@Test
	void theServerIsAParameter(EmbeddedHopx server) {
		assertThat(server).isSameAs(this.ofConstructor);
		assertThat(server.baseUrl()).isEqualTo(this.client.baseUrl());
	}

	@Test
	void theServerIsABeanForSpringToInject(@Autowired EmbeddedHopx server) {
		assertThat(server).isSameAs(this.ofConstructor);
	}

	@Nested
	class InNestedClasses {

		private final EmbeddedHopx autowired;

		@Autowired
		InNestedClasses(EmbeddedHopx autowired) {
			this.autowired = autowired;
		}

		@Test
		void theServerIsTheSame(EmbeddedHopx server) {
			assertThat(server).isSameAs(AutoConfigureEmbeddedHopxTests.this.ofConstructor).isSameAs(this.autowired);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}

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

package ai.hopx.spring.boot.test.junit;

import java.time.Duration;

import ai.hopx.client.core.HopxOperations;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxOperations;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.model.RunResult;
import ai.hopx.embedded.EmbeddedHopx;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test without an application context runs code.
 */
@ExtendWith(EmbeddedHopxExtension.class)
class EmbeddedHopxExtensionTests {

	private static EmbeddedHopx ofClass;

	private final HopxTemplate ofConstructor;

	EmbeddedHopxExtensionTests(HopxTemplate ofConstructor) {
		this.ofConstructor = ofConstructor;
	}

	@BeforeAll
	static void isAParameterOfTheClass(EmbeddedHopx server) {
		assertThat(server.isRunning()).isTrue();
		ofClass = server;
	}

	@Test
	void isAParameterOfATest(EmbeddedHopx server) {
		assertThat(server).isSameAs(ofClass);
	}

	@Test
	void theTemplateRunsCode(HopxTemplate hopx) {
		assertThat(hopx.runCode("print(6*7)").stdout()).isEqualTo("42\n");
	}

	@Test
	void theReactiveTemplateRunsCode(ReactiveHopxTemplate hopx) {
		assertThat(hopx.runCode("print(6*7)").map(RunResult::stdout).block(Duration.ofSeconds(30))).isEqualTo("42\n");
	}

	@Test
	void bothHaveInterfaces(HopxOperations blocking, ReactiveHopxOperations reactive) {
		assertThat(blocking).isInstanceOf(HopxTemplate.class);
		assertThat(reactive).isInstanceOf(ReactiveHopxTemplate.class);
	}

	@Test
	void theTemplateOfTheConstructorRunsCode() {
		assertThat(this.ofConstructor.runCode("print(6*7)").stdout()).isEqualTo("42\n");
	}

	@Nested
	class InNestedClasses {

		@Test
		void theServerIsTheSame(EmbeddedHopx server) {
			assertThat(server).isSameAs(ofClass);
			assertThat(server.isRunning()).isTrue();
		}

	}

}

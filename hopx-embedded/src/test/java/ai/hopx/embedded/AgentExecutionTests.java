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

package ai.hopx.embedded;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class AgentExecutionTests {

	private static EmbeddedHopx hopx;

	private static TestSandbox sandbox;

	@BeforeAll
	static void start() {
		hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
		sandbox = TestSandbox.create(hopx);
	}

	@AfterAll
	static void stop() {
		hopx.stop();
	}

	@Test
	void runsPython() {
		Reply reply = sandbox.run("python", "print(6*7)");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("stdout")).isEqualTo("42\n");
	}

}

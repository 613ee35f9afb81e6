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

package ai.hopx.client.core;

import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.SandboxState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both faces against a server that runs the code.
 */
class RealCodeTests {

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer();

	@Test
	void runsCodeInASandboxOfItsOwn() {
		RunResult result = server.blocking().runCode("print(6*7)");
		assertThat(result.stdout()).isEqualTo("42\n");
		assertThat(result.isSuccess()).isTrue();
		assertThat(server.blocking().sandboxes().list(SandboxFilter.all().state(SandboxState.RUNNING))).isEmpty();
	}

	@Test
	void runsCodeAndCommands() {
		try (Sandbox sandbox = server.blocking().create(SandboxSpec.defaults().env("GREETING", "hello"))) {
			assertThat(sandbox.runCode("import os; print(os.environ['GREETING'])").stdout()).isEqualTo("hello\n");
			CommandResult command = sandbox.commands().run("echo $GREETING; exit 3");
			assertThat(command.stdout()).isEqualTo("hello\n");
			assertThat(command.exitCode()).isEqualTo(3);
		}
	}

}

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

import java.net.URI;
import java.time.Duration;
import java.util.List;

import ai.hopx.client.ProcessNotFoundException;
import ai.hopx.client.model.AsyncRun;
import ai.hopx.client.model.BackgroundProcess;
import ai.hopx.client.model.BackgroundRun;
import ai.hopx.client.model.ProcessStatus;
import ai.hopx.client.model.RunReport;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Runs in the background, really run, and calls back that really arrive.
 */
class RealBackgroundTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer();

	/** Of its servers one plays the application that is called back. */
	@RegisterExtension
	static final HopxWire application = new HopxWire();

	private static Sandbox sandbox;

	@BeforeAll
	static void create() {
		sandbox = server.blocking().create();
	}

	@AfterAll
	static void kill() {
		sandbox.close();
	}

	@Test
	void startsCodeAndWaitsForItsEnd() {
		BackgroundRun run = sandbox.startCode(CodeRequest.of(Language.BASH, "echo $A").env("A", "hello"), "greeting");
		assertThat(run.status()).isEqualTo(ProcessStatus.RUNNING);
		assertThat(run.name()).isEqualTo("greeting");
		BackgroundProcess ended = sandbox.processes().awaitEnd(run.processId(), LIMIT);
		assertThat(ended.status()).isEqualTo(ProcessStatus.COMPLETED);
		assertThat(ended.exitCode()).isZero();
		assertThat(ended.stdout()).isEqualTo("hello\n");
		assertThat(ended.endTime()).isNotNull();
		assertThat(sandbox.processes().get(String.valueOf(run.executionId()))).isEqualTo(ended);
	}

	@Test
	void killsACommand() {
		BackgroundRun run = sandbox.commands().start("sleep 600");
		assertThat(sandbox.processes().get(run.processId()).isEnded()).isFalse();
		assertThat(sandbox.processes().system()).anySatisfy(
				(process) -> assertThat(process.pid()).isEqualTo(sandbox.processes().get(run.processId()).pid()));
		sandbox.processes().kill(run.processId());
		assertThat(sandbox.processes().awaitEnd(run.processId(), LIMIT).status()).isEqualTo(ProcessStatus.KILLED);
	}

	@Test
	void knowsNoOtherProcess() {
		assertThatExceptionOfType(ProcessNotFoundException.class)
			.isThrownBy(() -> sandbox.processes().kill("bg_nobody"));
	}

	@Test
	void callsBackWithASignatureThatHolds() {
		Wire.answer(application.control(), "{}");
		URI url = application.controlUrl().resolve("/runs?of=test");
		RunCallback callback = RunCallback.to(url).header("X-Run", "7").signatureSecret("s3cret");
		AsyncRun run = sandbox.startCode(CodeRequest.of(Language.BASH, "echo done; exit 3"), callback);
		assertThat(run.callbackUrl()).isEqualTo(url.toString());
		await().atMost(LIMIT).untilAsserted(() -> assertThat(application.controlRequests()).hasSize(1));
		LoggedRequest call = application.controlRequests().get(0);
		assertThat(call.getHeader("X-Run")).isEqualTo("7");
		String timestamp = call.getHeader(CallbackVerifier.TIMESTAMP_HEADER);
		String signature = call.getHeader(CallbackVerifier.SIGNATURE_HEADER);
		RunReport report = CallbackVerifier.of("s3cret").verify(timestamp, signature, call.getBody()).report();
		assertThat(report.executionId()).isEqualTo(run.executionId());
		assertThat(report.status()).isEqualTo(ProcessStatus.FAILED);
		assertThat(report.isSuccess()).isFalse();
		assertThat(report.exitCode()).isEqualTo(3);
		assertThat(report.stdout()).isEqualTo("done\n");
		assertThat(CallbackVerifier.of("other").verify(timestamp, signature, call.getBody()).outcome())
			.isEqualTo(CallbackVerification.Outcome.FORGED);
	}

	@Test
	void measures() {
		sandbox.runCode("1");
		assertThat(sandbox.metrics().agent().totalExecutions()).isPositive();
		assertThat(sandbox.metrics().system().memoryTotal()).isPositive();
		assertThat(sandbox.metrics().prometheus()).contains("# TYPE hopx_agent_active_executions gauge");
		assertThat(sandbox.cache().stats().size()).isZero();
		assertThat(sandbox.cache().clear().entriesRemoved()).isZero();
		assertThat(List.copyOf(sandbox.jupyterSessions())).hasSize(1)
			.allSatisfy((session) -> assertThat(session.kernelId()).isNotEmpty());
		sandbox.ping();
	}

}

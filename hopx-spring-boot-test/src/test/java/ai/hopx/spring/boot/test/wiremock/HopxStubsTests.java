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

package ai.hopx.spring.boot.test.wiremock;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.hopx.client.HopxAuthenticationException;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxNotFoundException;
import ai.hopx.client.HopxPaymentRequiredException;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.SandboxFileNotFoundException;
import ai.hopx.client.SandboxNotFoundException;
import ai.hopx.client.TemplateNotFoundException;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Language;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxSpec;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.model.FileInfo;
import ai.hopx.client.model.RichOutput;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.template.TemplateSpec;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serviceUnavailable;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

/**
 * The stubs serve the real client.
 */
class HopxStubsTests {

	@RegisterExtension
	static final WireMockExtension wireMock = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"))
		.build();

	private HopxStubs stubs;

	private HopxClient client;

	private HopxTemplate hopx;

	@BeforeEach
	void connect() {
		this.stubs = HopxStubs.on(wireMock.getRuntimeInfo());
		this.client = HopxClient.builder()
			.apiKey(() -> "hopx_live_test.test")
			.baseUrl(URI.create(wireMock.baseUrl()))
			.retry(new RetrySettings(1, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO))
			.build();
		this.hopx = new HopxTemplate(new ReactiveHopxTemplate(this.client, SandboxDefaults.standard(), Stream::empty,
				SandboxLifecycleListener.none(), SandboxTracker.none()));
	}

	@AfterEach
	void disconnect() {
		this.client.close();
	}

	@Test
	void runsCodeByItsText() {
		this.stubs.code("print(6*7)", RunReply.printing("42\n")).code("1/0", RunReply.failing(1, "ZeroDivisionError"));
		assertThat(this.hopx.runCode("print(6*7)").stdout()).isEqualTo("42\n");
		RunResult failed = this.hopx.runCode("1/0");
		assertThat(failed.isSuccess()).isFalse();
		assertThat(failed.exitCode()).isEqualTo(1);
		assertThat(failed.stderr()).isEqualTo("ZeroDivisionError");
		wireMock.verify(2, deleteRequestedFor(urlEqualTo("/v1/sandboxes/" + HopxStubs.SANDBOX_ID)));
	}

	@Test
	void runsAnyOtherCode() {
		this.stubs.code("print(6*7)", RunReply.printing("42\n")).code(RunReply.printing("other\n"));
		assertThat(this.hopx.runCode("print(6*7)").stdout()).isEqualTo("42\n");
		assertThat(this.hopx.runCode(Language.BASH, "uname").stdout()).isEqualTo("other\n");
	}

	@Test
	void codeThatIsNotStubbedIsNotRun() {
		assertThatThrownBy(() -> this.hopx.runCode("print(6*7)")).isInstanceOf(HopxNotFoundException.class);
	}

	@Test
	void runsHaveAllThatAResultHas() {
		RunReply reply = RunReply.printing("out")
			.withStderr("err")
			.withText("42")
			.withDuration(Duration.ofMillis(1500))
			.withOutput(RichOutput.HTML, "<b>42</b>")
			.withOutput(RichOutput.PNG, new byte[] { 1, 2, 3 });
		this.stubs.code(reply);
		RunResult result = this.hopx.runCode("plot()");
		assertThat(result.isSuccess()).isTrue();
		assertThat(result.stdout()).isEqualTo("out");
		assertThat(result.stderr()).isEqualTo("err");
		assertThat(result.text()).isEqualTo("42");
		assertThat(result.duration()).isEqualTo(Duration.ofMillis(1500));
		assertThat(result.output(RichOutput.HTML)).map(RichOutput::asText).contains("<b>42</b>");
		assertThat(result.output(RichOutput.PNG)).map(RichOutput::asBytes).contains(new byte[] { 1, 2, 3 });
	}

	@Test
	void runsTimeOut() {
		this.stubs.code(RunReply.timingOut().withStdout("so far")).command(RunReply.timingOut());
		assertThat(this.hopx.runCode("while True: pass")).matches(RunResult::timedOut)
			.extracting(RunResult::stdout)
			.isEqualTo("so far");
		assertThat(this.hopx.create().commands().run("sleep 900").timedOut()).isTrue();
	}

	@Test
	void runsCommands() {
		this.stubs.command("ls", RunReply.printing("report.csv\n")).command(RunReply.failing(127, "not found"));
		assertThat(this.hopx.create().commands().run("ls").stdout()).isEqualTo("report.csv\n");
		assertThat(this.hopx.create().commands().run("sl").exitCode()).isEqualTo(127);
	}

	@Test
	void hasFiles() {
		this.stubs.file("/workspace/a.txt", "één").file("/workspace/b & c.txt", "two").file("/tmp/d.txt", "three");
		Sandbox sandbox = this.hopx.create();
		assertThat(sandbox.files().readText("/workspace/a.txt")).isEqualTo("één");
		assertThat(sandbox.files().readBytes("/workspace/b & c.txt")).asString().isEqualTo("two");
		assertThat(sandbox.files().exists("/tmp/d.txt")).isTrue();
		assertThat(sandbox.files().list("/workspace")).extracting(FileInfo::path)
			.containsExactly("/workspace/a.txt", "/workspace/b & c.txt");
		assertThat(sandbox.files().list("/workspace")).extracting(FileInfo::size).containsExactly(5L, 3L);
	}

	@Test
	void hasNoOtherFilesAndTakesAny() {
		Sandbox sandbox = this.hopx.create();
		assertThat(sandbox.files().exists("/workspace/a.txt")).isFalse();
		assertThat(sandbox.files().list("/workspace")).isEmpty();
		assertThatThrownBy(() -> sandbox.files().readText("/workspace/a.txt"))
			.isInstanceOf(SandboxFileNotFoundException.class);
		sandbox.files().mkdir("/workspace/reports");
		sandbox.files().write("/workspace/a.txt", "text");
		sandbox.files().write("/workspace/a.bin", new byte[] { 1 });
		sandbox.files().remove("/workspace/a.txt");
		assertThat(sandbox.files().exists("/workspace/a.txt")).isFalse();
	}

	@Test
	void hasVariables() {
		this.stubs.env(Map.of("REGION", "eu"));
		Sandbox sandbox = this.hopx.create(SandboxSpec.defaults().env("A", "1"));
		assertThat(sandbox.env().all().variables()).containsExactly(entry("REGION", "eu"));
		sandbox.env().set("REGION", "us");
		sandbox.env().delete("REGION");
		assertThat(sandbox.env().get("REGION")).contains("eu");
	}

	@Test
	void hasTheLifeOfASandbox() {
		Sandbox sandbox = this.hopx.connect(HopxStubs.SANDBOX_ID);
		assertThat(sandbox.env().all().variables()).isEmpty();
		sandbox.pause();
		sandbox.resume();
		sandbox.stop();
		sandbox.start();
		sandbox.extend(Duration.ofMinutes(5));
		wireMock.verify(putRequestedFor(urlEqualTo("/v1/sandboxes/" + HopxStubs.SANDBOX_ID + "/timeout")));
		assertThat(sandbox.health().isHealthy()).isTrue();
		assertThat(sandbox.agentInfo().agent()).isEqualTo("wiremock");
		assertThat(sandbox.metrics().snapshot().uptimeSeconds()).isPositive();
		assertThat(this.hopx.sandboxes().list()).extracting(SandboxInfo::id).containsExactly(HopxStubs.SANDBOX_ID);
		assertThat(this.hopx.health().isHealthy()).isTrue();
		sandbox.kill();
		assertThatThrownBy(() -> this.hopx.connect("another")).isInstanceOf(SandboxNotFoundException.class);
	}

	static Stream<Arguments> failures() {
		return Stream.of(Arguments.of(401, HopxAuthenticationException.class),
				Arguments.of(402, HopxPaymentRequiredException.class),
				Arguments.of(404, TemplateNotFoundException.class), Arguments.of(429, HopxRateLimitException.class),
				Arguments.of(503, HopxServerException.class));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void createFails(int status, Class<? extends HopxException> type) {
		this.stubs.code(RunReply.printing("42\n")).failure(HopxCall.CREATE_SANDBOX, status);
		assertThatExceptionOfType(type).isThrownBy(() -> this.hopx.runCode("print(6*7)")).satisfies((ex) -> {
			assertThat(ex.getStatus()).isEqualTo(status);
			assertThat(ex.getCode()).isNotBlank();
			assertThat(ex.getRequestId()).isEqualTo("req_stubbed");
		});
	}

	@ParameterizedTest
	@EnumSource
	void everyCallCanFail(HopxCall call) {
		this.stubs.code(RunReply.printing("42\n")).command(RunReply.printing("42\n")).file("/workspace/a.txt", "text");
		Sandbox sandbox = this.hopx.create();
		this.stubs.failure(call, 403);
		assertThatExceptionOfType(HopxException.class).isThrownBy(() -> calls(sandbox).get(call).accept(sandbox))
			.satisfies((ex) -> assertThat(ex.getStatus()).isEqualTo(403));
	}

	private Map<HopxCall, Consumer<Sandbox>> calls(Sandbox connected) {
		return Map.ofEntries(entry(HopxCall.ANY, Sandbox::health), entry(HopxCall.ANY_OF_CONTROL_PLANE, Sandbox::info),
				entry(HopxCall.CREATE_SANDBOX, (sandbox) -> this.hopx.create()),
				entry(HopxCall.LIST_SANDBOXES, (sandbox) -> this.hopx.sandboxes().list().toList()),
				entry(HopxCall.GET_SANDBOX, Sandbox::info), entry(HopxCall.DELETE_SANDBOX, Sandbox::kill),
				entry(HopxCall.CHANGE_SANDBOX, Sandbox::pause),
				entry(HopxCall.SET_SANDBOX_TIMEOUT, (sandbox) -> sandbox.extend(Duration.ofMinutes(1))),
				entry(HopxCall.REFRESH_TOKEN, (sandbox) -> this.hopx.connect(connected.id()).health()),
				entry(HopxCall.RUN_CODE, (sandbox) -> sandbox.runCode("print(6*7)")),
				entry(HopxCall.RUN_IPYTHON, (sandbox) -> sandbox.ipython().run("print(6*7)")),
				entry(HopxCall.OPEN_STREAM, Sandbox::terminal),
				entry(HopxCall.RUN_COMMAND, (sandbox) -> sandbox.commands().run("ls")),
				entry(HopxCall.START_CODE, (sandbox) -> sandbox.startCode(CodeRequest.of("print(6*7)"))),
				entry(HopxCall.START_COMMAND, (sandbox) -> sandbox.commands().start("ls")),
				entry(HopxCall.LIST_PROCESSES, (sandbox) -> sandbox.processes().list()),
				entry(HopxCall.KILL_PROCESS, (sandbox) -> sandbox.processes().kill("bg_1")),
				entry(HopxCall.CACHE, (sandbox) -> sandbox.cache().stats()),
				entry(HopxCall.METRICS, (sandbox) -> sandbox.metrics().snapshot()),
				entry(HopxCall.READ_FILE, (sandbox) -> sandbox.files().readText("/workspace/a.txt")),
				entry(HopxCall.WRITE_FILE, (sandbox) -> sandbox.files().write("/workspace/a.txt", "text")),
				entry(HopxCall.LIST_FILES, (sandbox) -> sandbox.files().list("/workspace")),
				entry(HopxCall.FILE_EXISTS, (sandbox) -> sandbox.files().exists("/workspace/a.txt")),
				entry(HopxCall.MAKE_DIRECTORY, (sandbox) -> sandbox.files().mkdir("/workspace/reports")),
				entry(HopxCall.REMOVE_FILE, (sandbox) -> sandbox.files().remove("/workspace/a.txt")),
				entry(HopxCall.ENVIRONMENT, (sandbox) -> sandbox.env().all()),
				entry(HopxCall.TEMPLATES, (sandbox) -> this.hopx.templates().get("tools")),
				entry(HopxCall.BUILD_TEMPLATE,
						(sandbox) -> this.hopx.templates().start(TemplateSpec.of("tools", "python:3.12"))),
				entry(HopxCall.DESKTOP, (sandbox) -> sandbox.desktop().screen().screenshot()));
	}

	@Test
	void rateLimitsSayHowLong() {
		this.stubs.rateLimit(HopxCall.CREATE_SANDBOX, Duration.ofSeconds(17));
		assertThatExceptionOfType(HopxRateLimitException.class).isThrownBy(() -> this.hopx.create())
			.satisfies((ex) -> assertThat(ex.getRetryAfter()).isEqualTo(Duration.ofSeconds(17)));
	}

	@Test
	void stubsOfTheTestItselfWin() {
		wireMock.stubFor(post("/v1/sandboxes").willReturn(serviceUnavailable()));
		this.stubs.failure(HopxCall.CREATE_SANDBOX, 402);
		assertThatThrownBy(() -> this.hopx.create()).isInstanceOf(HopxServerException.class);
	}

	@Test
	void refusesRelativePaths() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.stubs.file("a.txt", "text"))
			.withMessageContaining("a.txt");
	}

}

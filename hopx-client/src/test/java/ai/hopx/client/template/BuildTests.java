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

package ai.hopx.client.template;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.TemplateBuildException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplateBuild;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The requests of a build, and how it is followed.
 */
class BuildTests {

	private static final Duration LIMIT = Duration.ofSeconds(30);

	private static final String STATUS = "/v1/templates/build/388/status";

	private static final String LOGS = "/v1/templates/build/388/logs";

	private static final String STREAM_OF_ONE = ": welcome\n\nevent: log\ndata: {\"message\":\"one\"}\n\ndata: raw\n\n";

	private static final TemplateSpec SPEC = TemplateSpec.of("tools", "python:3.12").run("make");

	private static final TemplateBuild BUILD = new TemplateBuild("388", "388", null, null, null);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

	private TemplateClient templates;

	@TempDir
	private Path folder;

	@TempDir
	private Path temporary;

	@BeforeEach
	void connect() {
		this.templates = new TemplateClient(wire.client().build(), () -> this.time, this.temporary);
	}

	@Test
	void aBuildIsOneRequestWithTheKeyInBothWays() {
		started();
		assertThat(this.templates.start(SPEC).block(LIMIT))
			.isEqualTo(new TemplateBuild("388", "388", null, "/v1/templates/build/388/logs", "req_1"));
		assertThat(wire.controlRequests()).singleElement().satisfies((request) -> {
			assertThat(request.getUrl()).isEqualTo("/v1/templates/build");
			assertThat(json(request)).isEqualTo(Map.of("name", "tools", "from_image", "python:3.12", "steps",
					List.of(Map.of("type", "RUN", "args", List.of("make"))), "cpu", 2, "memory", 2048, "diskGB", 10,
					"skipCache", false, "update", false));
			showsTheKeyInBothWays(request);
		});
	}

	@Test
	void statusAndLogShowTheKeyInBothWays() {
		status("building", 40);
		wire.control()
			.stubFor(get(urlEqualTo(LOGS + "?offset=12")).willReturn(okJson("{\"logs\":\"\",\"offset\":12}")));
		assertThat(this.templates.status("388").block(LIMIT).progress()).isEqualTo(40);
		assertThat(this.templates.logs("388", 12).block(LIMIT).text()).isEmpty();
		assertThat(wire.controlRequests()).hasSize(2).allSatisfy(BuildTests::showsTheKeyInBothWays);
	}

	@Test
	void filesGoWhereTheLinkSaysAndNothingElseDoes() throws IOException {
		started();
		wire.control().stubFor(post("/v1/templates/files/upload-link").willReturn(okJson("""
				{"present":false,"upload_url":"%s/bucket/x?signature=s3cr3t"}""".formatted(wire.agentUrl()))));
		wire.agent().stubFor(put(urlPathEqualTo("/bucket/x")).willReturn(aResponse().withStatus(204)));
		this.templates.start(SPEC.copy(file(), "/app/")).block(LIMIT);
		LoggedRequest upload = wire.agentRequests().get(0);
		assertThat(upload.getUrl()).isEqualTo("/bucket/x?signature=s3cr3t");
		assertThat(upload.getAllHeaderKeys()).map(String::toLowerCase)
			.containsExactlyInAnyOrder("host", "user-agent", "accept", "content-type", "content-length");
		assertThat(upload.getHeader("Content-Type")).isEqualTo("application/gzip");
		Map<?, ?> link = json(wire.controlRequests().get(0));
		assertThat(upload.getHeader("Content-Length")).isEqualTo(String.valueOf(link.get("content_length")));
		// WireMock has unpacked it
		assertThat(sha256(upload.getBody())).isEqualTo(link.get("files_hash"));
		showsTheKeyInBothWays(wire.controlRequests().get(0));
		assertThat(json(wire.controlRequests().get(1)).get("steps")).asString()
			.contains("filesHash=" + link.get("files_hash"));
		assertThat(this.temporary).isEmptyDirectory();
	}

	@Test
	void whatIsPresentIsNotSentAgain() throws IOException {
		started();
		wire.control().stubFor(post("/v1/templates/files/upload-link").willReturn(okJson("{\"present\":true}")));
		this.templates.start(SPEC.copy(file(), "/app/")).block(LIMIT);
		assertThat(wire.agentRequests()).isEmpty();
		assertThat(wire.controlRequests()).hasSize(2);
	}

	@Test
	void anUploadIsNeverSentTwice() throws IOException {
		for (int status : new int[] { 403, 500, 503, 302 }) {
			wire.agent().resetAll();
			wire.control().resetAll();
			wire.control().stubFor(post("/v1/templates/files/upload-link").willReturn(okJson("""
					{"upload_url":"%s/bucket/s3cr3t"}""".formatted(wire.agentUrl()))));
			wire.agent()
				.stubFor(any(WireMock.anyUrl())
					.willReturn(aResponse().withStatus(status).withHeader("Location", wire.controlUrl() + "/stolen")));
			StepVerifier.create(this.templates.start(SPEC.copy(file(), "/app/"))).expectErrorSatisfies((ex) -> {
				assertThat(ex).isInstanceOf(HopxException.class).hasMessageNotContaining("s3cr3t");
				assertThat(((HopxException) ex).getStatus()).isEqualTo(status);
				assertThat(ex instanceof HopxForbiddenException).isEqualTo(status == 403);
			}).verify(LIMIT);
			assertThat(wire.agentRequests()).hasSize(1);
			assertThat(wire.controlRequests()).hasSize(1);
		}
		assertThat(this.temporary).isEmptyDirectory();
	}

	@Test
	void aLinkThatIsNotSafeIsNotFollowed() throws IOException {
		for (String link : List.of("http://storage.example/x", "file:///etc/passwd", "/relative")) {
			wire.control().stubFor(post("/v1/templates/files/upload-link").willReturn(okJson("""
					{"upload_url":"%s"}""".formatted(link))));
			StepVerifier.create(this.templates.start(SPEC.copy(file(), "/app/")))
				.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(UnexpectedResponseException.class)
					.hasMessageContaining("Nothing was sent"))
				.verify(LIMIT);
		}
	}

	@Test
	void aBuildIsNeverStartedTwice() {
		wire.control().stubFor(post("/v1/templates/build").willReturn(aResponse().withStatus(503)));
		StepVerifier.create(this.templates.start(SPEC)).expectError(HopxException.class).verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(1);
	}

	@Test
	void tooManyBuildsSayWhenTheNextIsAllowed() {
		wire.control()
			.stubFor(post("/v1/templates/build").willReturn(aResponse().withStatus(429)
				.withHeader("Retry-After", "1800")
				.withBody("{\"code\":\"RATE_LIMIT_EXCEEDED\",\"message\":\"10 builds an hour\"}")));
		StepVerifier.create(this.templates.start(SPEC))
			.expectErrorSatisfies((ex) -> assertThat(ex)
				.isInstanceOfSatisfying(HopxRateLimitException.class,
						(limit) -> assertThat(limit.getRetryAfter()).isEqualTo(Duration.ofMinutes(30)))
				.hasMessageContaining("next try in 1800 s"))
			.verify(LIMIT);
	}

	@Test
	void followsTheLogToItsEnd() {
		inTurn(LOGS, "{\"logs\":\"one\\ntw\",\"offset\":6,\"status\":\"building\"}",
				"{\"logs\":\"o\\n\",\"offset\":8,\"status\":\"building\"}",
				"{\"logs\":\"three\",\"offset\":13,\"status\":\"active\",\"complete\":true}");
		inTurn(STATUS, "{\"build_id\":\"388\",\"status\":\"building\",\"progress\":10}",
				"{\"build_id\":\"388\",\"status\":\"active\",\"progress\":100}");
		Queue<String> events = new ConcurrentLinkedQueue<>();
		run(this.templates.watch(BUILD)
			.doOnNext((event) -> events.add((event instanceof BuildEvent.Line line) ? line.text()
					: ((BuildEvent.Progress) event).status().status() + "!"))
			.then());
		assertThat(events).containsExactly("one", "building!", "two", "three", "active!");
		assertThat(wire.controlRequests().stream().map(LoggedRequest::getUrl).filter((url) -> url.startsWith(LOGS)))
			.containsExactly(LOGS + "?offset=0", LOGS + "?offset=6", LOGS + "?offset=8");
	}

	/**
	 * The service says where a log is. It may say what it likes.
	 */
	@Test
	void readsTheLogWhereItAlwaysIs() {
		inTurn(LOGS, "{\"logs\":\"one\",\"offset\":3,\"status\":\"active\",\"complete\":true}");
		status("active", 100);
		run(this.templates.watch(new TemplateBuild("388", "388", null, wire.agentUrl() + "/internal", null)).then());
		assertThat(wire.agentRequests()).isEmpty();
		assertThat(wire.controlRequests()).allSatisfy((request) -> assertThat(request.getUrl()).startsWith("/v1/"));
	}

	@Test
	void followsALogThatComesAsEvents() {
		events(STREAM_OF_ONE, STREAM_OF_ONE
				+ "event: log\ndata: {\"level\":\"info\",\"message\":\"two\"}\n\nevent: done\ndata: {\"status\":\"active\"}\n\n");
		status("active", 100);
		Queue<BuildEvent> events = new ConcurrentLinkedQueue<>();
		run(this.templates.watch(BUILD).doOnNext(events::add).then());
		assertThat(events).filteredOn((event) -> event instanceof BuildEvent.Line)
			.containsExactly(new BuildEvent.Line("one"), new BuildEvent.Line("raw"), new BuildEvent.Line("two"));
	}

	@Test
	void aLogWithoutEndOfALineIsRefused() {
		events("data: " + "x".repeat(2_000_000));
		StepVerifier.create(this.templates.watch(BUILD).then())
			.expectErrorSatisfies((ex) -> assertThat(ex).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("too large"))
			.verify(LIMIT);
	}

	@Test
	void aReplyThatIsNoLogIsRefused() {
		for (String reply : List.of("", "{\"agent\":\"vm\",\"status\":\"running\"}", "{\"logs\":")) {
			wire.control().stubFor(get(urlPathEqualTo(LOGS)).willReturn(okJson(reply)));
			StepVerifier.create(this.templates.watch(BUILD).then())
				.expectError(UnexpectedResponseException.class)
				.verify(LIMIT);
		}
	}

	@Test
	void aBuildThatFailsShowsTheEndOfItsLog() {
		StringBuilder log = new StringBuilder();
		for (int i = 1; i <= 30; i++) {
			log.append("line ").append(i).append("\\n");
		}
		inTurn(LOGS, "{\"logs\":\"%s\",\"offset\":1,\"status\":\"failed\",\"complete\":true}".formatted(log));
		wire.control().stubFor(get(STATUS).willReturn(okJson("""
				{"build_id":"388","status":"failed","error_message":"exit code 2"}""")));
		StepVerifier.create(this.templates.watch(BUILD).then())
			.expectErrorSatisfies(
					(ex) -> assertThat(ex).isInstanceOfSatisfying(TemplateBuildException.class, (failure) -> {
						assertThat(failure.getBuildId()).isEqualTo("388");
						assertThat(failure.getLogTail()).hasSize(20).startsWith("line 11").endsWith("line 30");
					})
						.hasMessageContaining("exit code 2")
						.hasMessageContaining("line 30")
						.hasMessageNotContaining("line 10\n"))
			.verify(LIMIT);
	}

	@Test
	void believesATemplateTheSecondTime() {
		inTurn(LOGS, "{\"logs\":\"\",\"offset\":0,\"complete\":true}");
		status("active", 100);
		inTurn("/v1/templates/388", template("active", true), template("publishing", true), template("active", true),
				template("active", true));
		AtomicReference<Template> template = new AtomicReference<>();
		run(this.templates.await(BUILD, Duration.ofMinutes(45)).doOnNext(template::set).then());
		assertThat(template.get().canBeUsed()).isTrue();
		assertThat(wire.controlRequests().stream().filter((request) -> request.getUrl().equals("/v1/templates/388")))
			.hasSize(4);
	}

	@Test
	void doesNotWaitForEver() {
		wire.control().stubFor(get(urlPathEqualTo(LOGS)).willReturn(okJson("{\"logs\":\"\",\"offset\":0}")));
		status("building", 1);
		AtomicReference<Throwable> error = new AtomicReference<>();
		run(this.templates.await(BUILD, Duration.ofMinutes(1)).then().onErrorResume((ex) -> {
			error.set(ex);
			return Mono.empty();
		}));
		assertThat(error.get()).isInstanceOf(HopxTimeoutException.class).hasMessageContaining("388", "It goes on");
	}

	/** Let virtual time pass until it is done. */
	private void run(Mono<Void> work) {
		AtomicReference<String> end = new AtomicReference<>();
		work.subscribe(null, (ex) -> end.set("failed: " + ex), () -> end.set("done"));
		await().atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> {
			this.time.advanceTimeBy(Duration.ofSeconds(1));
			return end.get() != null;
		});
		assertThat(end.get()).isEqualTo("done");
	}

	private static void started() {
		wire.control()
			.stubFor(post("/v1/templates/build").willReturn(
					okJson("""
							{"build_id":388,"template_id":"388","logs_url":"/v1/templates/build/388/logs","request_id":"req_1"}""")
						.withStatus(201)));
	}

	private static void events(String... streams) {
		String state = Scenario.STARTED;
		for (int i = 0; i < streams.length; i++) {
			String next = "stream " + i;
			wire.control()
				.stubFor(get(urlPathEqualTo(LOGS)).inScenario(LOGS)
					.whenScenarioStateIs(state)
					.willReturn(aResponse().withHeader("Content-Type", "text/event-stream").withBody(streams[i]))
					.willSetStateTo(next));
			state = next;
		}
	}

	private static void status(String status, int progress) {
		wire.control()
			.stubFor(get(STATUS).willReturn(
					okJson("{\"build_id\":\"388\",\"status\":\"%s\",\"progress\":%d}".formatted(status, progress))));
	}

	private static String template(String status, boolean active) {
		return "{\"id\":\"388\",\"name\":\"tools\",\"status\":\"%s\",\"is_active\":%s}".formatted(status, active);
	}

	private static void inTurn(String path, String... replies) {
		String state = Scenario.STARTED;
		for (int i = 0; i < replies.length; i++) {
			String next = (i + 1 < replies.length) ? "reply " + i : state;
			ResponseDefinitionBuilder reply = okJson(replies[i]);
			wire.control()
				.stubFor(get(urlPathEqualTo(path)).inScenario(path)
					.whenScenarioStateIs(state)
					.willReturn(reply)
					.willSetStateTo(next));
			state = next;
		}
	}

	private Path file() throws IOException {
		return Files.writeString(this.folder.resolve("main.py"), "print(6*7)");
	}

	private static void showsTheKeyInBothWays(LoggedRequest request) {
		assertThat(request.getHeader("X-API-Key")).isEqualTo(HopxWire.API_KEY);
		assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.API_KEY);
	}

	private static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<?, ?> json(LoggedRequest request) {
		return HopxJson.mapper().readValue(request.getBodyAsString(), Map.class);
	}

}

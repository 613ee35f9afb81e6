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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.SandboxFileNotFoundException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.FileInfo;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

import org.springframework.core.io.AbstractResource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files: what uploads look like, and what becomes of replies.
 */
class FilesTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final String DONE = "{\"success\":true,\"path\":\"/workspace/a\",\"size\":1}";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@TempDir
	Path folder;

	@Test
	void uploadsAFileAsAForm() throws IOException {
		Wire.answer(wire.agent(), DONE);
		Path source = Files.writeString(this.folder.resolve("local.bin"), "content");
		StepVerifier.create(files().upload(source, "/workspace/a b.bin")).expectComplete().verify(LIMIT);
		LoggedRequest request = wire.agentRequests().get(0);
		assertThat(Wire.lines(wire.agentRequests()))
			.containsExactly("POST /files/upload?path=%2Fworkspace%2Fa%20b.bin");
		String boundary = boundary(request);
		String expected = """
				--%1$s
				Content-Disposition: form-data; name="path"

				/workspace/a b.bin
				--%1$s
				Content-Disposition: form-data; name="file"; filename="a b.bin"
				Content-Type: application/octet-stream

				content
				--%1$s--
				""".formatted(boundary).replace("\n", "\r\n");
		assertThat(request.getBodyAsString()).isEqualTo(expected);
		assertThat(request.getHeader("Content-Length")).isEqualTo(String.valueOf(expected.length()));
		assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + HopxWire.TOKEN);
		assertThat(request.getHeader("X-API-Key")).isNull();
	}

	@Test
	void sendsTheSameFormFromEverySource() {
		Wire.answer(wire.agent(), DONE);
		byte[] bytes = { 0, -1, 13, 10, 45, 45, 0 };
		Stream
			.<Mono<Void>>of(files().write("/tmp/a", bytes), files().upload(new ByteArrayResource(bytes), "/tmp/a"),
					files().upload(new InputStreamResource(new ByteArrayInputStream(bytes)), "/tmp/a"),
					files().upload(Flux.just(buffer(0, -1, 13), buffer(10, 45), buffer(45, 0)), "/tmp/a"))
			.forEach((upload) -> StepVerifier.create(upload).expectComplete().verify(LIMIT));
		assertThat(wire.agentRequests()).hasSize(4).allSatisfy((request) -> {
			assertThat(request.getUrl()).isEqualTo("/files/upload?path=%2Ftmp%2Fa");
			assertThat(request.getPart("path").getBody().asString()).isEqualTo("/tmp/a");
			assertThat(request.getPart("file").getBody().asBytes()).isEqualTo(bytes);
		});
		assertThat(wire.agentRequests().get(0).getHeader("Content-Length")).isNotNull();
		assertThat(wire.agentRequests().get(3).getHeader("Transfer-Encoding")).isEqualTo("chunked");
	}

	@Test
	void uploadsAnEmptyFile() {
		Wire.answer(wire.agent(), DONE);
		StepVerifier.create(files().write("/tmp/a", new byte[0])).expectComplete().verify(LIMIT);
		assertThat(wire.agentRequests().get(0).getPart("file").getBody().asBytes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/tmp/a\"b", "/tmp/a\r\nContent-Type: text/html\r\n\r\nx", "/tmp/a\nb", "/tmp/é\"; x=\"y",
			"/tmp/a\\", "/tmp/directory/" })
	void noPathBreaksTheForm(String path) {
		Wire.answer(wire.agent(), DONE);
		StepVerifier.create(files().write(path, "x".getBytes(StandardCharsets.UTF_8))).expectComplete().verify(LIMIT);
		LoggedRequest request = wire.agentRequests().get(0);
		assertThat(request.queryParameter("path").firstValue()).isEqualTo(path);
		String body = request.getBodyAsString();
		assertThat(body.split("--" + boundary(request), -1)).hasSize(4);
		assertThat(body).contains("name=\"path\"\r\n\r\n" + path + "\r\n--")
			.containsPattern(
					"name=\"file\"; filename=\"[^\"\\r\\n]+\"\\r\\nContent-Type: application/octet-stream\\r\\n");
	}

	@Test
	void readsTheSourceAnewWhereTheTokenWasTooOld() {
		Wire.answer(wire.control(), "POST /v1/sandboxes/" + Wire.ID + "/token/refresh",
				"{\"auth_token\":\"eyJ.second.x\"}");
		wire.agent()
			.stubFor(any(anyUrl()).inScenario("token")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(aResponse().withStatus(401))
				.willSetStateTo("renewed"));
		wire.agent().stubFor(any(anyUrl()).inScenario("token").whenScenarioStateIs("renewed").willReturn(okJson(DONE)));
		AtomicInteger opened = new AtomicInteger();
		AbstractResource source = new ByteArrayResource("content".getBytes(StandardCharsets.UTF_8)) {

			@Override
			public InputStream getInputStream() throws IOException {
				opened.incrementAndGet();
				return super.getInputStream();
			}

		};
		StepVerifier.create(files().upload(source, "/tmp/a")).expectComplete().verify(LIMIT);
		assertThat(opened).hasValue(2);
		assertThat(wire.agentRequests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.getPart("file").getBody().asString()).isEqualTo("content"));
	}

	@Test
	void neverUploadsTwice() {
		Wire.answer(wire.agent(), aResponse().withStatus(500));
		StepVerifier.create(files().write("/tmp/a", new byte[1])).expectError(HopxServerException.class).verify(LIMIT);
		StepVerifier.create(files().write("/tmp/a", "x")).expectError(HopxServerException.class).verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(2);
	}

	@Test
	void saysWhatItCannotRead() {
		StepVerifier.create(files().upload(this.folder.resolve("missing"), "/tmp/a"))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxException.class)
				.hasMessageContaining("missing")
				.hasCauseInstanceOf(IOException.class))
			.verify(LIMIT);
		assertThat(wire.agentRequests()).isEmpty();
	}

	@Test
	void saysWhatBreaksWhileItIsRead() {
		Wire.answer(wire.agent(), DONE);
		AbstractResource broken = new ByteArrayResource(new byte[10]) {

			@Override
			public InputStream getInputStream() throws IOException {
				throw new IOException("disk on fire");
			}

		};
		StepVerifier.create(files().upload(broken, "/tmp/a"))
			.expectErrorSatisfies(
					(error) -> assertThat(error).isInstanceOf(HopxException.class).hasMessageContaining("disk on fire"))
			.verify(LIMIT);
	}

	@Test
	void makesAnEmptyFileFirstWhereBytesHaveOptions() {
		Wire.answer(wire.agent(), DONE);
		StepVerifier
			.create(files().write("/tmp/a", new byte[] { 1 }, WriteOptions.defaults().mode("0755").overwrite(false)))
			.expectComplete()
			.verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("POST /files/write",
				"POST /files/upload?path=%2Ftmp%2Fa");
		assertThat(Wire.requests(wire.agentRequests())).first()
			.isEqualTo(Wire.normalize(
					"POST /files/write {\"path\":\"/tmp/a\",\"content\":\"\",\"mode\":\"0755\",\"overwrite\":false}"));
	}

	@Test
	void doesNotUploadOverAFileThatMayNotBeReplaced() {
		Wire.answer(wire.agent(),
				aResponse().withStatus(409).withBody("{\"error\":\"exists\",\"code\":\"FILE_ALREADY_EXISTS\"}"));
		StepVerifier.create(files().write("/tmp/a", new byte[] { 1 }, WriteOptions.defaults().overwrite(false)))
			.expectError(HopxConflictException.class)
			.verify(LIMIT);
		assertThat(Wire.lines(wire.agentRequests())).containsExactly("POST /files/write");
	}

	@Test
	void readsBytesAsTheyAre() {
		byte[] bytes = "aGVsbG8gd29ybGQh".getBytes(StandardCharsets.UTF_8);
		Wire.answer(wire.agent(), aResponse().withBody(bytes));
		assertThat(files().readBytes("/tmp/a").block(LIMIT)).isEqualTo(bytes);
		Wire.answer(wire.agent(), aResponse().withStatus(200));
		assertThat(files().readBytes("/tmp/a").block(LIMIT)).isEmpty();
	}

	@Test
	void readsNoFileThatIsTooLargeForMemory() {
		Wire.answer(wire.agent(), aResponse().withBody(new byte[512 * 1024]));
		assertThat(files().readBytes("/tmp/a").block(LIMIT)).hasSize(512 * 1024);
		Wire.answer(wire.agent(), aResponse().withBody(new byte[512 * 1024 + 1]));
		StepVerifier.create(files().readBytes("/tmp/a"))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("hopx.http.max-in-memory-size"))
			.verify(LIMIT);
	}

	@Test
	void knowsFilesByAllTheirSpellings() {
		Wire.answer(wire.agent(), """
				{"files":[
				{"name":"a","path":"/w/a","size":3,"is_directory":false,"permissions":"-rw-r--r--",
				"modified_time":"2026-01-01T00:00:00Z"},
				{"name":"b","is_dir":true,"modified":"2026-01-01T01:00:00+01:00","mode":"0755"},
				{"path":"/w/c","isDir":true,"mtime":"2026-01-01T00:00:00.000Z"},
				{"name":"d","permissions":"drwxr-xr-x","size":"4096"},null]}""");
		List<FileInfo> files = files().list("/w").collectList().block(LIMIT);
		Instant time = Instant.parse("2026-01-01T00:00:00Z");
		assertThat(files).containsExactly(new FileInfo("a", "/w/a", 3L, false, "-rw-r--r--", time),
				new FileInfo("b", "b", null, true, "0755", time), new FileInfo("c", "/w/c", null, true, null, time),
				new FileInfo("d", "d", 4096L, true, "drwxr-xr-x", null));
	}

	@Test
	void listsAnEmptyDirectory() {
		Wire.answer(wire.agent(), "{\"files\":null,\"path\":\"/w\",\"count\":0}");
		StepVerifier.create(files().list("/w")).expectComplete().verify(LIMIT);
	}

	@Test
	void refusesRepliesThatAreNone() {
		Wire.answer(wire.agent(), "{\"agent\":\"x\",\"status\":\"running\",\"message\":\"success\"}");
		Stream
			.<Flux<?>>of(files().list("/w"), files().exists("/w").flux(), files().readText("/w").flux(),
					files().write("/w", "x").flux(), files().write("/w", new byte[1]).flux(),
					files().mkdir("/w").flux(), files().remove("/w").flux())
			.forEach((call) -> StepVerifier.create(call).expectError(UnexpectedResponseException.class).verify(LIMIT));
		Wire.answer(wire.agent(), "{\"success\":false,\"message\":\"disk full\",\"path\":\"/w\"}");
		StepVerifier.create(files().write("/w", "x")).expectError(UnexpectedResponseException.class).verify(LIMIT);
	}

	@Test
	void existsIsWhatTheAgentSays() {
		Wire.answer(wire.agent(), "{\"exists\":false,\"path\":\"/w\"}");
		assertThat(files().exists("/w").block(LIMIT)).isFalse();
		Wire.answer(wire.agent(),
				aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"FILE_NOT_FOUND\"}"));
		assertThat(files().exists("/w").block(LIMIT)).isFalse();
		Wire.answer(wire.agent(), aResponse().withStatus(404));
		StepVerifier.create(files().exists("/w")).expectError(HopxException.class).verify(LIMIT);
		Wire.answer(wire.agent(),
				aResponse().withStatus(403).withBody("{\"error\":\"no\",\"code\":\"PATH_NOT_ALLOWED\"}"));
		StepVerifier.create(files().exists("/etc")).expectError(HopxForbiddenException.class).verify(LIMIT);
		Wire.answer(wire.agent(), aResponse().withStatus(500));
		StepVerifier.create(files().exists("/w")).expectError(HopxServerException.class).verify(LIMIT);
	}

	@Test
	void saysThatThereIsNoSuchFile() {
		Wire.answer(wire.agent(),
				aResponse().withStatus(404).withBody("{\"error\":\"no\",\"code\":\"FILE_NOT_FOUND\"}"));
		StepVerifier.create(files().readText("/w")).expectError(SandboxFileNotFoundException.class).verify(LIMIT);
		StepVerifier.create(files().readBytes("/w")).expectError(SandboxFileNotFoundException.class).verify(LIMIT);
		StepVerifier.create(files().download("/w", this.folder.resolve("a")))
			.expectError(SandboxFileNotFoundException.class)
			.verify(LIMIT);
		assertThat(this.folder).isEmptyDirectory();
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", " ", "/tmp/a\0b" })
	void refusesPathsThatAreNone(String path) {
		ReactiveFileOperations files = files();
		Stream
			.<Flux<?>>of(files.readText(path).flux(), files.readBytes(path).flux(), files.write(path, "").flux(),
					files.write(path, new byte[0]).flux(), files.list(path), files.exists(path).flux(),
					files.mkdir(path).flux(), files.remove(path).flux(), files.upload(Flux.empty(), path).flux(),
					files.download(path), files.download(path, this.folder.resolve("a")).flux())
			.forEach((call) -> StepVerifier.create(call).expectError(HopxValidationException.class).verify(LIMIT));
		assertThat(wire.agentRequests()).isEmpty();
		assertThat(this.folder).isEmptyDirectory();
	}

	private static ReactiveFileOperations files() {
		return Wire.sandbox(wire).files();
	}

	private static String boundary(LoggedRequest request) {
		String type = request.getHeader("Content-Type");
		assertThat(type).startsWith("multipart/form-data;boundary=");
		return type.substring(type.indexOf('=') + 1).replace("\"", "");
	}

	private static DataBuffer buffer(int... bytes) {
		DataBuffer buffer = DefaultDataBufferFactory.sharedInstance.allocateBuffer(bytes.length);
		for (int next : bytes) {
			buffer.write((byte) next);
		}
		return buffer;
	}

}

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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import ai.hopx.client.HopxException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBufferUtils;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Downloads to this machine: whole or not at all.
 */
class DownloadTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@TempDir
	Path folder;

	@Test
	void writesTheFile() throws IOException {
		byte[] content = "0123456789".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
		Wire.answer(wire.agent(), aResponse().withBody(content));
		Path target = this.folder.resolve("target");
		StepVerifier.create(Wire.sandbox(wire).files().download("/w", target)).expectComplete().verify(LIMIT);
		assertThat(target).hasBinaryContent(content);
		assertThat(names()).containsExactly("target");
	}

	@Test
	void replacesAFile() throws IOException {
		Wire.answer(wire.agent(), aResponse().withBody("new"));
		Path target = Files.writeString(this.folder.resolve("target"), "old and longer");
		new BlockingSandbox(Wire.sandbox(wire)).files().download("/w", target);
		assertThat(target).hasContent("new");
	}

	@Test
	void writesAnEmptyFile() {
		Wire.answer(wire.agent(), aResponse().withStatus(200));
		Path target = this.folder.resolve("target");
		StepVerifier.create(Wire.sandbox(wire).files().download("/w", target)).expectComplete().verify(LIMIT);
		assertThat(target).isEmptyFile();
	}

	@Test
	void writesThroughALink() throws IOException {
		Wire.answer(wire.agent(), aResponse().withBody("new"));
		Path real = Files.writeString(this.folder.resolve("real"), "old");
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), real);
		StepVerifier.create(Wire.sandbox(wire).files().download("/w", link)).expectComplete().verify(LIMIT);
		assertThat(real).hasContent("new");
		assertThat(link).isSymbolicLink();
	}

	@Test
	void leavesTheOldFileWhereTheConnectionBreaks() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(300_000));
			connection.reset();
		})) {
			Path target = Files.writeString(this.folder.resolve("target"), "old");
			StepVerifier.create(at(server).files().download("/w", target))
				.expectError(HopxTransportException.class)
				.verify(LIMIT);
			assertThat(target).hasContent("old");
			assertThat(names()).containsExactly("target");
		}
	}

	@Test
	void leavesTheOldFileWhereItIsCancelled() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(600_000));
			connection.readAll();
		})) {
			Path target = Files.writeString(this.folder.resolve("target"), "old");
			Disposable download = at(server).files().download("/w", target).subscribe();
			await().until(() -> names().size() == 2 && size() > 256 * 1024);
			download.dispose();
			await().untilAsserted(() -> assertThat(names()).containsExactly("target"));
			assertThat(target).hasContent("old");
		}
	}

	@Test
	void survivesCancellationAtAnyMoment() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 20000000\r\n\r\n");
			byte[] piece = new byte[100_000];
			for (int i = 0; i < 200; i++) {
				connection.write(piece);
			}
		})) {
			// Not before the first piece: a cancellation between a reply's head and its
			// body
			// makes WebClient drop an error of its own
			for (int round = 1; round <= 20; round++) {
				Path target = this.folder.resolve("target");
				Disposable download = at(server).files().download("/w", target).subscribe();
				int wanted = round;
				await().pollInterval(Duration.ofMillis(1))
					.until(() -> download.isDisposed() || names().size() > 0 && size() >= wanted * 100_000L);
				download.dispose();
				await().untilAsserted(() -> assertThat(names()).isSubsetOf("target"));
			}
		}
	}

	@Test
	void passesTheBytesOnAsTheyAreAskedFor() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));
			connection.readAll();
		})) {
			StepVerifier.create(at(server).files().download("/w"), 1)
				.consumeNextWith(DataBufferUtils::release)
				.thenRequest(1)
				.consumeNextWith(DataBufferUtils::release)
				.thenCancel()
				.verify(LIMIT);
		}
	}

	@Test
	void refusesATargetThatIsNoFile() {
		Wire.answer(wire.agent(), aResponse().withBody("new"));
		Stream.of(this.folder, this.folder.resolve("no/such/folder/target"))
			.forEach((target) -> StepVerifier.create(Wire.sandbox(wire).files().download("/w", target))
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxException.class)
					.hasMessageContaining(target.toString())
					.hasCauseInstanceOf(IOException.class))
				.verify(LIMIT));
		assertThat(this.folder).isEmptyDirectory();
		assertThat(wire.agentRequests()).isEmpty();
	}

	private List<String> names() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private long size() throws IOException {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.mapToLong((file) -> file.toFile().length()).max().orElse(0);
		}
	}

	private static ReactiveSandbox at(RawServer server) {
		var client = wire.client().build();
		var connection = client.connection(wire.sandbox("""
				{"id":"raw","status":"running","public_host":"%s","auth_token":"%s"}""".formatted(server.url(),
				HopxWire.TOKEN)), true);
		return new DefaultReactiveSandbox(Wire.life(wire), connection, Wire.SETTINGS,
				new Acquisition(Acquisition.Source.CONNECTED, Duration.ZERO), OperationObserver.none());
	}

}

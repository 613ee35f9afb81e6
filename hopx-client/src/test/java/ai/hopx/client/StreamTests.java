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

package ai.hopx.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import ai.hopx.client.HopxRequest.StreamedBody;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.netty.buffer.PooledByteBufAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files pass through: piece by piece, at the pace of the slower side, and nothing stays.
 */
class StreamTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final HopxRequest DOWNLOAD = HopxRequest.to(Endpoint.DOWNLOAD_FILE).query("path", "/tmp/x").build();

	private static final NettyDataBufferFactory buffers = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void passesBytesThroughAsTheyAre() {
		byte[] bytes = new byte[300_000];
		new Random(1).nextBytes(bytes);
		wire.agent()
			.stubFor(any(anyUrl()).willReturn(aResponse().withBody(bytes).withHeader("Content-Type", "text/plain")));
		byte[] received = DataBufferUtils.join(wire.connection().stream(DOWNLOAD)).map(StreamTests::bytes).block(LIMIT);
		assertThat(received).isEqualTo(bytes);
		assertThat(wire.agentRequests().get(0).getUrl()).isEqualTo("/files/download?path=%2Ftmp%2Fx");
	}

	@Test
	void startsOverOnlyWhereNothingWasDelivered() {
		wire.agent()
			.stubFor(any(anyUrl()).inScenario("s")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE))
				.willSetStateTo("up"));
		wire.agent()
			.stubFor(any(anyUrl()).inScenario("s").whenScenarioStateIs("up").willReturn(aResponse().withBody("ok")));
		StepVerifier.create(text(wire.connection().stream(DOWNLOAD))).expectNext("ok").expectComplete().verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(2);
	}

	@Test
	void failsWhereItBreaksOffHalfWay() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nfirst half");
		})) {
			StepVerifier.create(text(connectionTo(server, LIMIT).stream(DOWNLOAD)))
				.expectNext("first half")
				.expectError(HopxTransportException.class)
				.verify(LIMIT);
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void asksNoFasterThanItIsRead() throws IOException {
		AtomicLong written = new AtomicLong();
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 X\r\nContent-Length: 1073741824\r\n\r\n");
			byte[] block = new byte[64 * 1024];
			for (int i = 0; i < 16 * 1024; i++) {
				connection.write(block);
				written.addAndGet(block.length);
			}
		})) {
			CountDownLatch first = new CountDownLatch(1);
			BaseSubscriber<DataBuffer> reader = new BaseSubscriber<>() {

				@Override
				protected void hookOnSubscribe(Subscription subscription) {
					request(1);
				}

				@Override
				protected void hookOnNext(DataBuffer piece) {
					DataBufferUtils.release(piece);
					first.countDown();
				}

			};
			VirtualTimeScheduler time = VirtualTimeScheduler.create();
			connection(server, wire.client().scheduler(time)).stream(DOWNLOAD).subscribe(reader);
			Awaitility.await().until(() -> first.getCount() == 0);
			AtomicLong before = new AtomicLong(-1);
			Awaitility.await()
				.during(Duration.ofMillis(600))
				.atMost(Duration.ofSeconds(10))
				.until(() -> before.getAndSet(written.get()) == written.get());
			assertThat(written.get()).isLessThan(64 * 1024 * 1024);
			// A reader far slower than the time-out is no reason to end the stream
			time.advanceTimeBy(Duration.ofHours(1));
			assertThat(reader.isDisposed()).isFalse();
			reader.cancel();
		}
	}

	@Test
	void endsWhereNothingComesAnyMore() throws IOException {
		CountDownLatch done = new CountDownLatch(1);
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.write("HTTP/1.1 200 X\r\nContent-Length: 100\r\n\r\nfirst half");
			await(done);
		})) {
			StepVerifier.create(text(connectionTo(server, Duration.ofMillis(300)).stream(DOWNLOAD)))
				.expectNext("first half")
				.expectError(HopxTimeoutException.class)
				.verify(LIMIT);
			assertThat(server.requests()).hasSize(1);
			done.countDown();
		}
	}

	@Test
	void closesTheConnectionWhereTheReaderLeaves() throws IOException {
		CountDownLatch closed = new CountDownLatch(1);
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			try {
				connection.write("HTTP/1.1 200 X\r\nTransfer-Encoding: chunked\r\n\r\n");
				while (true) {
					connection.write("5\r\nhello\r\n");
				}
			}
			finally {
				closed.countDown();
			}
		})) {
			StepVerifier.create(text(connectionTo(server, LIMIT).stream(DOWNLOAD)))
				.expectNextCount(2)
				.thenCancel()
				.verify(LIMIT);
			Awaitility.await().until(() -> closed.getCount() == 0);
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@Test
	void closesTheConnectionWhereTheCallerLeavesBeforeTheAnswer() throws IOException {
		CountDownLatch closed = new CountDownLatch(1);
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.readAll();
			closed.countDown();
		})) {
			Disposable call = connectionTo(server, LIMIT).send(HopxRequest.to(Endpoint.EXECUTE).json("{}").build())
				.subscribe();
			Awaitility.await().until(() -> server.requests().size() == 1);
			call.dispose();
			Awaitility.await().until(() -> closed.getCount() == 0);
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void uploadsWithItsLength() {
		wire.agent().stubFor(any(anyUrl()).willReturn(aResponse().withStatus(204)));
		upload(wire.connection(), 11, Flux.just("hello ", "world").map(StreamTests::buffer)).block(LIMIT);
		LoggedRequest request = wire.agentRequests().get(0);
		assertThat(request.getBodyAsString()).isEqualTo("hello world");
		assertThat(request.getHeader("Content-Length")).isEqualTo("11");
		assertThat(request.getHeader("Content-Type")).isEqualTo("application/octet-stream");
		assertThat(request.containsHeader("Transfer-Encoding")).isFalse();
	}

	@Test
	void uploadsInChunksWhereTheLengthIsUnknown() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		upload(wire.connection(), -1, Flux.just("hello ", "world").map(StreamTests::buffer)).block(LIMIT);
		LoggedRequest request = wire.agentRequests().get(0);
		assertThat(request.getBodyAsString()).isEqualTo("hello world");
		assertThat(request.getHeader("Transfer-Encoding")).isEqualTo("chunked");
	}

	@Test
	void makesTheBodyAnewAfterARefusal() {
		wire.agent()
			.stubFor(any(anyUrl()).inScenario("s")
				.whenScenarioStateIs(Scenario.STARTED)
				.willReturn(aResponse().withStatus(429).withHeader("Retry-After", "0"))
				.willSetStateTo("up"));
		wire.agent().stubFor(any(anyUrl()).inScenario("s").whenScenarioStateIs("up").willReturn(okJson("{}")));
		AtomicInteger made = new AtomicInteger();
		upload(wire.connection(), -1, Flux.defer(() -> {
			made.incrementAndGet();
			return Flux.just("hello").map(StreamTests::buffer);
		})).block(LIMIT);
		assertThat(wire.agentRequests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.getBodyAsString()).isEqualTo("hello"));
		assertThat(made).hasValue(2);
	}

	@Test
	void tellsAFileThatCannotBeReadFromAConnectionThatCannot() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		Flux<DataBuffer> broken = Flux.concat(Mono.fromSupplier(() -> buffer("hello")),
				Mono.error(new IOException("disk on fire")));
		StepVerifier.create(upload(wire.connection(), -1, broken)).expectErrorSatisfies((failure) -> {
			assertThat(failure).isExactlyInstanceOf(HopxException.class)
				.hasMessage("The content to send with POST /files/upload could not be read: disk on fire")
				.hasCauseInstanceOf(IOException.class);
			assertThat(((HopxException) failure).isRetryable()).isFalse();
		}).verify(LIMIT);
	}

	@Test
	void refusesToSendMoreOrLessThanAnnounced() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		Flux<DataBuffer> eleven = Flux.just("hello ", "world").map(StreamTests::buffer);
		StepVerifier.create(upload(wire.connection(), 10, eleven))
			.expectErrorSatisfies((failure) -> assertThat(failure).hasMessageContaining("longer than the 10 bytes"))
			.verify(LIMIT);
		StepVerifier.create(upload(wire.connection(), 12, eleven))
			.expectErrorSatisfies((failure) -> assertThat(failure).hasMessageContaining("1 bytes short of the 12"))
			.verify(LIMIT);
	}

	@Test
	void letsGoOfAnUploadThatNobodyTakes() throws IOException {
		CountDownLatch done = new CountDownLatch(1);
		try (RawServer server = RawServer.start((connection) -> {
			connection.readHead();
			await(done);
		})) {
			AtomicLong made = new AtomicLong();
			Flux<DataBuffer> endless = Flux.<DataBuffer>generate((sink) -> {
				DataBuffer block = buffers.allocateBuffer(64 * 1024);
				block.writePosition(64 * 1024);
				made.addAndGet(64 * 1024);
				sink.next(block);
			});
			StepVerifier.create(upload(connectionTo(server, Duration.ofMillis(400)), -1, endless))
				.expectError(HopxTimeoutException.class)
				.verify(LIMIT);
			assertThat(made.get()).isLessThan(256 * 1024 * 1024);
			done.countDown();
		}
	}

	@Test
	void letsGoOfAnUploadThatIsReset() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readHead();
			connection.read(new byte[1000]);
			connection.reset();
		})) {
			Flux<DataBuffer> large = Flux.range(0, 2000).map((i) -> buffer("x".repeat(16 * 1024)));
			StepVerifier.create(upload(connectionTo(server, LIMIT), -1, large))
				.expectErrorSatisfies((failure) -> assertThat(failure)
					.isInstanceOfSatisfying(HopxTransportException.class, (ex) -> assertThat(ex.isUnsent()).isFalse()))
				.verify(LIMIT);
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@Test
	void takesAnAnswerThatComesBeforeTheUploadsEnd() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.readHead();
			connection.reply(413, "{\"error\":\"too large\"}");
			connection.readAll();
		})) {
			Flux<DataBuffer> slow = Flux.interval(Duration.ofMillis(20)).map((i) -> buffer("x".repeat(1024)));
			StepVerifier.create(upload(connectionTo(server, LIMIT), -1, slow))
				.expectError(HopxValidationException.class)
				.verify(LIMIT);
			assertThat(server.connections()).isEqualTo(1);
		}
	}

	@Test
	void countsNoTimeOfASlowUploadAgainstTheAnswer() {
		wire.agent().stubFor(any(anyUrl()).willReturn(okJson("{}")));
		HopxClient client = wire.client().responseTimeout(Duration.ofMillis(500)).build();
		Flux<DataBuffer> slow = Flux.interval(Duration.ofMillis(100)).take(9).map((i) -> buffer("x"));
		StepVerifier.create(upload(client.connection(wire.sandbox(), true), -1, slow)).expectComplete().verify(LIMIT);
		assertThat(wire.agentRequests().get(0).getBodyAsString()).isEqualTo("x".repeat(9));
	}

	private static Mono<Void> upload(SandboxConnection connection, long length, Publisher<DataBuffer> content) {
		return connection.send(HopxRequest.to(Endpoint.UPLOAD_FILE)
			.stream(new StreamedBody(MediaType.APPLICATION_OCTET_STREAM, length, () -> content))
			.build());
	}

	private static SandboxConnection connectionTo(RawServer server, Duration timeout) {
		return connection(server, wire.client().responseTimeout(timeout));
	}

	private static SandboxConnection connection(RawServer server, HopxClientBuilder client) {
		return client.build()
			.connection(
					wire.sandbox("{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"t\"}".formatted(server.url())),
					true);
	}

	private static Flux<String> text(Flux<DataBuffer> pieces) {
		return pieces.map((piece) -> new String(bytes(piece), StandardCharsets.UTF_8));
	}

	private static byte[] bytes(DataBuffer piece) {
		byte[] bytes = new byte[piece.readableByteCount()];
		piece.read(bytes);
		DataBufferUtils.release(piece);
		return bytes;
	}

	private static DataBuffer buffer(String text) {
		DataBuffer buffer = buffers.allocateBuffer(text.length());
		buffer.write(text, StandardCharsets.UTF_8);
		return buffer;
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

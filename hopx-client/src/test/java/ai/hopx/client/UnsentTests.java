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
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.RawServer;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.resolver.SimpleNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.netty.channel.AbortedException;
import reactor.test.StepVerifier;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What provably never left is sent again, code included.
 */
class UnsentTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final HopxRequest EXECUTE = HopxRequest.to(Endpoint.EXECUTE).json("{}").build();

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private final TestObservationRegistry observations = TestObservationRegistry.create();

	@Test
	void runsCodeOnceTheHostIsFound() throws IOException {
		AtomicInteger lookups = new AtomicInteger();
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.reply(200, "{}");
		}); HopxConnections connections = HopxConnections.create(ConnectionSettings.defaults())) {
			ReactorClientHttpConnector connector = new ReactorClientHttpConnector(
					connections.httpClient().resolver(new FailingFirst(2, lookups)));
			SandboxConnection sandbox = connect(wire.client().clientConnector(connector),
					"http://localhost:" + server.url().getPort());
			StepVerifier.create(sandbox.send(EXECUTE)).expectComplete().verify(LIMIT);
			assertThat(lookups).hasValue(3);
			assertThat(server.requests()).hasSize(1);
		}
	}

	@Test
	void triesAgainWhereTheConnectionIsRefused() throws IOException {
		int port;
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			port = taken.getLocalPort();
		}
		StepVerifier.create(connect(wire.client(), "http://127.0.0.1:" + port).send(EXECUTE))
			.expectErrorSatisfies((failure) -> {
				assertUnsent(failure);
				assertThat(failure).hasRootCauseInstanceOf(ConnectException.class);
			})
			.verify(LIMIT);
		assertAttempts(3);
	}

	@Test
	void triesAgainWhereTheTlsHandshakeFails() throws IOException {
		try (RawServer server = RawServer.start((connection) -> {
			connection.read(new byte[1]);
			connection.write("this is no TLS\r\n\r\n");
		})) {
			StepVerifier.create(connect(wire.client(), "https://127.0.0.1:" + server.url().getPort()).send(EXECUTE))
				.expectErrorSatisfies(UnsentTests::assertUnsent)
				.verify(LIMIT);
			assertThat(server.connections()).isEqualTo(3);
			assertAttempts(3);
		}
	}

	@Test
	void triesAgainWhereNoConnectionIsFree() throws IOException {
		CountDownLatch release = new CountDownLatch(1);
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			awaitQuietly(release);
			connection.reply(200, "{}");
		});
				HopxConnections one = HopxConnections
					.create(new ConnectionSettings(Duration.ofSeconds(5), 1, 1, Duration.ofSeconds(20)))) {
			SandboxConnection sandbox = connect(
					wire.client().clientConnector(new ReactorClientHttpConnector(one.httpClient())),
					server.url().toString());
			Disposable running = sandbox.send(EXECUTE).subscribe();
			Awaitility.await().until(() -> server.requests().size() == 1);
			// One may wait, the other is one too many
			StepVerifier.create(Flux.merge(sandbox.send(EXECUTE), sandbox.send(EXECUTE)))
				.expectErrorSatisfies(UnsentTests::assertUnsent)
				.verify(LIMIT);
			assertThat(server.requests()).hasSize(1);
			running.dispose();
			release.countDown();
		}
	}

	@Test
	void takesACloseBeforeSendForProof() {
		Attempt written = attempt();
		written.writing();
		HopxException failure = Failures.translate(AbortedException.beforeSend(), new Call(EXECUTE, "s1", null),
				written);
		assertUnsent(failure);
	}

	@Test
	void takesAnyOtherAbortForNoProof() {
		Attempt written = attempt();
		written.writing();
		HopxException failure = Failures.translate(new AbortedException("Connection reset by peer"),
				new Call(EXECUTE, "s1", null), written);
		assertThat(failure).isInstanceOfSatisfying(HopxTransportException.class,
				(ex) -> assertThat(ex.isUnsent()).isFalse());
	}

	private static Attempt attempt() {
		return new Attempt(Schedulers.parallel());
	}

	private SandboxConnection connect(HopxClientBuilder client, String url) {
		return client.observationRegistry(this.observations).build().connection(wire.sandbox("""
				{"id": "s1", "public_host": "%s", "auth_token": "%s"}""".formatted(url, HopxWire.TOKEN)), true);
	}

	private void assertAttempts(int attempts) {
		TestObservationRegistryAssert.assertThat(this.observations)
			.hasNumberOfObservationsWithNameEqualTo("http.client.requests", attempts);
	}

	private static void assertUnsent(Throwable failure) {
		assertThat(failure).isInstanceOfSatisfying(HopxTransportException.class, (ex) -> {
			assertThat(ex.isUnsent()).isTrue();
			assertThat(ex.isRetryable()).isTrue();
			assertThat(ex.getSandboxId()).isEqualTo("s1");
			assertThat(ex).hasMessageEndingWith("Nothing was sent");
		});
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Finds no host a few times, then all of them on this machine.
	 */
	private static final class FailingFirst extends AddressResolverGroup<InetSocketAddress> {

		private final int failures;

		private final AtomicInteger lookups;

		FailingFirst(int failures, AtomicInteger lookups) {
			this.failures = failures;
			this.lookups = lookups;
		}

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetSocketAddressResolver(executor, new SimpleNameResolver<>(executor) {

				@Override
				protected void doResolve(String host, Promise<InetAddress> promise) {
					if (FailingFirst.this.lookups.incrementAndGet() <= FailingFirst.this.failures) {
						promise.setFailure(new UnknownHostException(host));
					}
					else {
						promise.setSuccess(InetAddress.getLoopbackAddress());
					}
				}

				@Override
				protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
					if (FailingFirst.this.lookups.incrementAndGet() <= FailingFirst.this.failures) {
						promise.setFailure(new UnknownHostException(host));
					}
					else {
						promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
					}
				}

			});
		}

	}

}

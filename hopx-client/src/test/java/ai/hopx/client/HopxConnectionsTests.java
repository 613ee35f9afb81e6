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

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import ai.hopx.client.testsupport.RawServer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionPoolMetrics;
import reactor.netty.resources.ConnectionProvider.MeterRegistrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HopxConnectionsTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final ConnectionSettings DEFAULTS = ConnectionSettings.defaults();

	@Test
	void leavesNothingOfHostsThatAreVisitedNoMore() {
		Pools pools = new Pools();
		List<DisposableServer> servers = new ArrayList<>();
		ConnectionSettings settings = new ConnectionSettings(DEFAULTS.connectTimeout(), 4, 10, Duration.ofMillis(300));
		try (HopxConnections connections = HopxConnections.create(settings, pools)) {
			for (int i = 2; i <= 51; i++) {
				DisposableServer server = HttpServer.create()
					.host("127.0.0." + i)
					.port(0)
					.handle((request, response) -> response.sendString(Mono.just("ok")))
					.bindNow();
				servers.add(server);
				assertThat(get(connections, "http://127.0.0." + i + ":" + server.port())).isEqualTo("ok");
			}
			assertThat(pools.opened).hasValue(50);
			Awaitility.await().atMost(LIMIT).until(() -> pools.open.isEmpty());
		}
		finally {
			servers.forEach(DisposableServer::disposeNow);
		}
	}

	@Test
	void opensNoMoreConnectionsToAHostThanAllowed() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		try (RawServer server = RawServer.start((connection) -> {
			while (connection.readRequest() != null) {
				await(release);
				connection.reply(200, "{}");
			}
		});
				HopxConnections connections = HopxConnections
					.create(new ConnectionSettings(DEFAULTS.connectTimeout(), 3, 50, DEFAULTS.maxIdleTime()))) {
			Mono<List<String>> calls = Flux.range(0, 10)
				.flatMap((
						i) -> connections.httpClient().get().uri(server.url()).responseContent().aggregate().asString())
				.collectList()
				.cache();
			calls.subscribe();
			Awaitility.await().until(() -> server.requests().size() == 3);
			release.countDown();
			assertThat(calls.block(LIMIT)).hasSize(10);
			assertThat(server.connections()).isEqualTo(3);
		}
	}

	@Test
	void closesConnectionsInUse() throws Exception {
		CountDownLatch gone = new CountDownLatch(1);
		try (RawServer server = RawServer.start((connection) -> {
			connection.readRequest();
			connection.reply(200, "{}");
			connection.readAll();
			gone.countDown();
		})) {
			HopxConnections connections = HopxConnections.create(DEFAULTS);
			assertThat(get(connections, server.url().toString())).isEqualTo("{}");
			connections.close();
			Awaitility.await().atMost(LIMIT).until(() -> gone.getCount() == 0);
		}
	}

	@ParameterizedTest
	@CsvSource({ "PT0S,1,1,PT1S,hopx.http.connect-timeout", "PT1S,0,1,PT1S,hopx.http.max-connections",
			"PT1S,1,0,PT1S,hopx.http.pending-acquire-max-count", "PT1S,1,1,PT-1S,hopx.http.max-idle-time" })
	void namesTheKeyThatCannotWork(Duration connect, int connections, int pending, Duration idle, String key) {
		assertThatExceptionOfType(HopxConfigurationException.class)
			.isThrownBy(() -> new ConnectionSettings(connect, connections, pending, idle))
			.withMessageStartingWith("'" + key + "' must")
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo(key));
	}

	private static String get(HopxConnections connections, String url) {
		HttpClient client = connections.httpClient();
		return client.get().uri(url).responseContent().aggregate().asString().block(LIMIT);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Which pools there are.
	 */
	private static final class Pools implements MeterRegistrar {

		private final Set<SocketAddress> open = ConcurrentHashMap.newKeySet();

		private final AtomicInteger opened = new AtomicInteger();

		@Override
		public void registerMetrics(String poolName, String id, SocketAddress remote, ConnectionPoolMetrics metrics) {
			this.open.add(remote);
			this.opened.incrementAndGet();
		}

		@Override
		public void deRegisterMetrics(String poolName, String id, SocketAddress remote) {
			this.open.remove(remote);
		}

	}

}

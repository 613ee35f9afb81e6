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

import java.time.Duration;
import java.util.function.Supplier;

import io.netty.channel.ChannelOption;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/**
 * The connections to the control plane and to every sandbox: one provider with a limit
 * for each host, a bounded queue of waiting requests, and an end for what is idle. Hosts
 * that are visited no more leave nothing behind. Safe for use from many threads.
 */
public final class HopxConnections implements AutoCloseable {

	private final Supplier<ConnectionProvider> provider;

	private final ConnectionSettings settings;

	private @Nullable ConnectionProvider opened;

	private @Nullable HttpClient httpClient;

	private boolean closed;

	private HopxConnections(ConnectionSettings settings, Supplier<ConnectionProvider> provider) {
		this.settings = settings;
		this.provider = provider;
	}

	/**
	 * Open no connection yet, but a place for them.
	 * @param settings the limits
	 * @return the connections, to be closed by the caller
	 */
	public static HopxConnections create(ConnectionSettings settings) {
		return new HopxConnections(settings, () -> provider(settings).build());
	}

	/**
	 * Open connections whose pools can be counted.
	 */
	static HopxConnections create(ConnectionSettings settings, ConnectionProvider.MeterRegistrar pools) {
		return new HopxConnections(settings, () -> provider(settings).metrics(true, () -> pools).build());
	}

	private static ConnectionProvider.Builder provider(ConnectionSettings settings) {
		Duration idle = settings.maxIdleTime();
		return ConnectionProvider.builder("hopx")
			.maxConnections(settings.maxConnections())
			.pendingAcquireMaxCount(settings.pendingAcquireMaxCount())
			.maxIdleTime(idle)
			.lifo()
			.evictInBackground(idle)
			.disposeInactivePoolsInBackground(idle, idle);
	}

	/**
	 * Return the HTTP client that uses these connections. It sends nothing twice, follows
	 * no redirect and uses no proxy; a proxy or TLS settings can be added to a copy. Made
	 * when it is first asked for, which takes a while: nothing of the network is loaded
	 * before.
	 * @return the client
	 */
	public synchronized HttpClient httpClient() {
		HttpClient httpClient = this.httpClient;
		if (httpClient == null) {
			ConnectionProvider provider = this.provider.get();
			if (this.closed) {
				provider.dispose();
			}
			httpClient = create(provider);
			this.opened = provider;
			this.httpClient = httpClient;
		}
		return httpClient;
	}

	private HttpClient create(ConnectionProvider provider) {
		return HttpClient.create(provider)
			// Reactor Netty would send a POST again by itself after a reset
			.disableRetry(true)
			// A redirect would carry the API key to another host
			.followRedirect(false)
			.noProxy()
			.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, Math.toIntExact(this.settings.connectTimeout().toMillis()));
	}

	/**
	 * Close all connections, those in use as well.
	 */
	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.opened != null) {
			this.opened.dispose();
		}
	}

}

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

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;

/**
 * The connections of a client.
 *
 * @param connector carries requests
 * @param httpClient opens WebSockets, {@code null} where only a connector was given
 * @param own those that end with the client, {@code null} where they are somebody else's
 */
record Connectors(ClientHttpConnector connector, @Nullable Supplier<HttpClient> httpClient,
		@Nullable HopxConnections own) {

	/**
	 * Take the connections that were given, or make some. Nothing of the network is
	 * loaded before the first request.
	 */
	static Connectors of(@Nullable ClientHttpConnector connector, @Nullable Supplier<HttpClient> httpClient) {
		if (connector != null) {
			return new Connectors(connector, httpClient, null);
		}
		if (httpClient != null) {
			return new Connectors(connector(httpClient), httpClient, null);
		}
		HopxConnections own = HopxConnections.create(ConnectionSettings.defaults());
		return new Connectors(connector(own::httpClient), own::httpClient, own);
	}

	private static ClientHttpConnector connector(Supplier<HttpClient> httpClient) {
		Supplier<ClientHttpConnector> connector = SingletonSupplier
			.of(() -> new ReactorClientHttpConnector(httpClient.get()));
		return (method, uri, callback) -> connector.get().connect(method, uri, callback);
	}

}

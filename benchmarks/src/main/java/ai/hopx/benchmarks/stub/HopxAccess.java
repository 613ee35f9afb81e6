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

package ai.hopx.benchmarks;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

import ai.hopx.client.ConnectionSettings;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConnections;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;

/**
 * A client and its connections. There are enough of these for every request of a burst,
 * so that no figure is one of waiting for them.
 */
final class HopxAccess implements AutoCloseable {

	private static final ConnectionSettings MANY = new ConnectionSettings(Duration.ofSeconds(10), 600, 10_000,
			Duration.ofSeconds(20));

	private final HopxConnections connections;

	private final HopxClient client;

	private HopxAccess(HopxConnections connections, HopxClient client) {
		this.connections = connections;
		this.client = client;
	}

	static HopxAccess to(URI baseUrl, String apiKey) {
		HopxConnections connections = HopxConnections.create(MANY);
		HopxClient client = HopxClient.builder()
			.apiKey(() -> apiKey)
			.baseUrl(baseUrl)
			.httpClient(connections.httpClient())
			.build();
		return new HopxAccess(connections, client);
	}

	static HopxAccess to(StubHopx stub) {
		return to(stub.baseUrl(), "hopx_live_test.test");
	}

	HopxClient client() {
		return this.client;
	}

	ReactiveHopxTemplate template() {
		return new ReactiveHopxTemplate(this.client, SandboxDefaults.standard(), Stream::empty,
				SandboxLifecycleListener.none(), SandboxTracker.none());
	}

	@Override
	public void close() {
		this.client.close();
		this.connections.close();
	}

}

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

package ai.hopx.benchmarks.stub;

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
import io.micrometer.observation.ObservationRegistry;

/**
 * A client and its connections. There are enough of these for every request of a burst,
 * so that no figure is one of waiting for them.
 */
public final class HopxAccess implements AutoCloseable {

	private static final String STUB_KEY = "hopx_live_test.test";

	private static final ConnectionSettings MANY = new ConnectionSettings(Duration.ofSeconds(10), 1000, 10_000,
			Duration.ofSeconds(20));

	private final HopxConnections connections;

	private final HopxClient client;

	private HopxAccess(HopxConnections connections, HopxClient client) {
		this.connections = connections;
		this.client = client;
	}

	public static HopxAccess to(URI baseUrl, String apiKey) {
		return to(baseUrl, apiKey, MANY, ObservationRegistry.NOOP);
	}

	public static HopxAccess to(StubHopx stub) {
		return to(stub.baseUrl(), STUB_KEY);
	}

	/**
	 * Reach a stub in another process.
	 */
	public static HopxAccess toStub(URI baseUrl) {
		return to(baseUrl, STUB_KEY);
	}

	/**
	 * Reach a stub as an application does that has set nothing.
	 * @param registry where calls are observed
	 */
	public static HopxAccess byDefault(StubProcess stub, ObservationRegistry registry) {
		return to(stub.baseUrl(), STUB_KEY, ConnectionSettings.defaults(), registry);
	}

	private static HopxAccess to(URI baseUrl, String apiKey, ConnectionSettings settings,
			ObservationRegistry registry) {
		HopxConnections connections = HopxConnections.create(settings);
		HopxClient client = HopxClient.builder()
			.apiKey(() -> apiKey)
			.baseUrl(baseUrl)
			.httpClient(connections.httpClient())
			.observationRegistry(registry)
			.build();
		return new HopxAccess(connections, client);
	}

	public HopxClient client() {
		return this.client;
	}

	public ReactiveHopxTemplate template() {
		return new ReactiveHopxTemplate(this.client, SandboxDefaults.standard(), Stream::empty,
				SandboxLifecycleListener.none(), SandboxTracker.none());
	}

	@Override
	public void close() {
		this.client.close();
		this.connections.close();
	}

}

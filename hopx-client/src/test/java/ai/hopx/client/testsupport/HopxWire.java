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

package ai.hopx.client.testsupport;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import ai.hopx.client.ConnectionSettings;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxClientBuilder;
import ai.hopx.client.HopxConnections;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.SandboxConnection;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.SandboxInfo;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;

/**
 * Two servers on loopback, as the control plane and as the agent of one sandbox, and
 * clients that speak to them. Register it in a static field; each test starts with both
 * servers empty and with connections of its own.
 */
public final class HopxWire implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

	/** The key that {@link #client()} uses. */
	public static final String API_KEY = "hopx_live_test.test";

	/** The id of {@link #sandbox()}. */
	public static final String SANDBOX_ID = "sbx1764616089";

	/** The token of {@link #sandbox()}. */
	public static final String TOKEN = "eyJhbGciOiJIUzI1NiJ9.first.signature";

	private final WireMockServer control = server();

	private final WireMockServer agent = server();

	private HopxConnections connections;

	private static WireMockServer server() {
		return new WireMockServer(WireMockConfiguration.options()
			.bindAddress("127.0.0.1")
			.dynamicPort()
			.containerThreads(16)
			.asynchronousResponseEnabled(false));
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.control.start();
		this.agent.start();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.control.resetAll();
		this.agent.resetAll();
		this.connections = HopxConnections.create(ConnectionSettings.defaults());
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.connections.close();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.control.stop();
		this.agent.stop();
	}

	/** The control plane. */
	public WireMockServer control() {
		return this.control;
	}

	/** The agent of {@link #sandbox()}. */
	public WireMockServer agent() {
		return this.agent;
	}

	/** URL of the control plane. */
	public URI controlUrl() {
		return URI.create("http://127.0.0.1:" + this.control.port());
	}

	/** URL of the agent. */
	public URI agentUrl() {
		return URI.create("http://127.0.0.1:" + this.agent.port());
	}

	/** Connections that end with the test. */
	public ClientHttpConnector connector() {
		return new ReactorClientHttpConnector(this.connections.httpClient());
	}

	/** The one connection that ends with the test: a second request gets it or none. */
	public ClientHttpConnector onlyConnector() {
		this.connections.close();
		this.connections = HopxConnections
			.create(new ConnectionSettings(Duration.ofSeconds(5), 1, 10, Duration.ofSeconds(20)));
		return connector();
	}

	/** A client of {@link #control()} that hardly waits between attempts. */
	public HopxClientBuilder client() {
		return HopxClient.builder()
			.apiKey(() -> API_KEY)
			.baseUrl(controlUrl())
			.httpClient(this.connections.httpClient())
			.retry(new RetrySettings(3, Duration.ofMillis(2), Duration.ofMillis(10), Duration.ofSeconds(10)));
	}

	/** A sandbox as create describes it, with its token, at {@link #agent()}. */
	public SandboxInfo sandbox() {
		return sandbox("""
				{"id": "%s", "status": "running", "public_host": "%s", "auth_token": "%s", "token_expires_at": "%s"}"""
			.formatted(SANDBOX_ID, agentUrl(), TOKEN, Instant.now().plus(Duration.ofHours(24))));
	}

	/** A sandbox as some JSON describes it. */
	public SandboxInfo sandbox(String json) {
		return HopxJson.mapper().readValue(json, SandboxInfo.class);
	}

	/** The connection to {@link #sandbox()}. */
	public SandboxConnection connection() {
		return client().build().connection(sandbox(), true);
	}

	/** What the control plane was asked, in order. */
	public List<LoggedRequest> controlRequests() {
		return this.control.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

	/** What the agent was asked, in order. */
	public List<LoggedRequest> agentRequests() {
		return this.agent.findAll(WireMock.anyRequestedFor(WireMock.anyUrl()));
	}

}

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

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import ai.hopx.client.OperationObserver;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.testsupport.HopxWire;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import tools.jackson.databind.SerializationFeature;

import org.springframework.util.unit.DataSize;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.request;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * Templates and handles that speak to a {@link HopxWire}, and a short way to say what was
 * or will be on it.
 */
final class Wire {

	static final String ID = HopxWire.SANDBOX_ID;

	static final AgentSettings SETTINGS = new AgentSettings(Duration.ofSeconds(120), DataSize.ofKilobytes(512));

	private Wire() {
	}

	static ReactiveHopxTemplate reactive(HopxWire wire) {
		return reactive(wire, SandboxDefaults.standard());
	}

	static ReactiveHopxTemplate reactive(HopxWire wire, SandboxDefaults defaults) {
		return new ReactiveHopxTemplate(wire.client().build(), defaults, Stream::empty, SandboxLifecycleListener.none(),
				SandboxTracker.none());
	}

	static HopxTemplate blocking(HopxWire wire) {
		return new HopxTemplate(reactive(wire));
	}

	/** A handle with a token, at the agent's server, by no request at all. */
	static ReactiveSandbox sandbox(HopxWire wire) {
		return new DefaultReactiveSandbox(life(wire), wire.connection(), SETTINGS,
				new Acquisition(Acquisition.Source.CONNECTED, Duration.ZERO), OperationObserver.none());
	}

	/** A handle of that template's, at the agent's server. */
	static ReactiveSandbox sandbox(HopxWire wire, ReactiveHopxTemplate template) {
		answer(wire.control(), "GET /v1/sandboxes/" + ID, created(wire, "running"));
		answer(wire.control(), "POST /v1/sandboxes/%s/token/refresh".formatted(ID),
				"{\"auth_token\":\"%s\"}".formatted(HopxWire.TOKEN));
		return Objects.requireNonNull(template.connect(ID).block(Duration.ofSeconds(10)));
	}

	static SandboxLife life(HopxWire wire) {
		return SandboxLife.of(ID, new SandboxLifecycle(wire.client().build()),
				new LifecycleEvents(SandboxLifecycleListener.none(), Clock.systemUTC()));
	}

	/** What create answers: a sandbox at the agent's server, with a token. */
	static String created(HopxWire wire, String status) {
		return """
				{"id":"%s","status":"%s","public_host":"%s","auth_token":"%s"}""".formatted(ID, status, wire.agentUrl(),
				HopxWire.TOKEN);
	}

	static void answer(WireMockServer server, String json) {
		answer(server, okJson(json));
	}

	static void answer(WireMockServer server, ResponseDefinitionBuilder reply) {
		server.stubFor(any(anyUrl()).willReturn(reply));
	}

	/** Answer one request, named as in {@link #requests}. */
	static void answer(WireMockServer server, String request, ResponseDefinitionBuilder reply) {
		String[] parts = request.split(" ", 2);
		server.stubFor(request(parts[0], parts[1].contains("?") ? urlEqualTo(parts[1]) : urlPathEqualTo(parts[1]))
			.willReturn(reply));
	}

	static void answer(WireMockServer server, String request, String json) {
		answer(server, request, okJson(json));
	}

	/** What was asked: method, path with query, and JSON body where there is one. */
	static List<String> requests(List<LoggedRequest> requests) {
		return requests.stream().map(Wire::describe).toList();
	}

	/** The same without bodies. */
	static List<String> lines(List<LoggedRequest> requests) {
		return requests.stream().map((request) -> request.getMethod() + " " + request.getUrl()).toList();
	}

	static String normalize(String request) {
		int body = request.indexOf(" {");
		return (body < 0) ? request : request.substring(0, body) + " " + sorted(request.substring(body + 1));
	}

	private static String describe(LoggedRequest request) {
		String line = request.getMethod() + " " + request.getUrl();
		String body = request.getBodyAsString();
		return body.startsWith("{") ? line + " " + sorted(body) : body.isEmpty() ? line : line + " " + body;
	}

	private static String sorted(String json) {
		Object value = HopxJson.mapper().readValue(json, Object.class);
		return HopxJson.mapper()
			.rebuild()
			.enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
			.build()
			.writeValueAsString(value);
	}

}

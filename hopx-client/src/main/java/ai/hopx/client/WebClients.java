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

import java.net.URI;
import java.util.function.Consumer;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Makes the web client of each plane. They share connections and nothing else.
 */
final class WebClients {

	private final ClientHttpConnector connector;

	private final ObservationRegistry observationRegistry;

	private final Consumer<WebClient.Builder> customizer;

	private final boolean propagatesTraces;

	WebClients(ClientHttpConnector connector, ObservationRegistry observationRegistry,
			Consumer<WebClient.Builder> customizer, boolean propagatesTraces) {
		this.connector = connector;
		this.observationRegistry = observationRegistry;
		this.customizer = customizer;
		this.propagatesTraces = propagatesTraces;
	}

	WebClient toControlPlane() {
		return create(RequestTags.ofControlPlane(), OutgoingHeaders.toControlPlane());
	}

	WebClient toSandboxes() {
		return create(RequestTags.ofSandboxes(), OutgoingHeaders.toSandbox(this.propagatesTraces));
	}

	/**
	 * Not the customizer's: what it adds is meant for the service, and what it logs would
	 * be a secret. Spring's own log names the URL that a request is made with, so that
	 * the link is known to the connector alone.
	 * @param link where requests go, whatever URL they are made with
	 */
	WebClient toUploadLink(URI link) {
		return WebClient.builder()
			.observationRegistry(this.observationRegistry)
			.observationConvention(RequestTags.ofUploadLinks())
			.defaultHeader(HttpHeaders.USER_AGENT, UserAgent.VALUE)
			.clientConnector((method, url, request) -> this.connector.connect(method, link, request))
			.filter(OutgoingHeaders.toUploadLink())
			.build();
	}

	private WebClient create(RequestTags tags, ExchangeFilterFunction lastStep) {
		WebClient.Builder builder = WebClient.builder()
			.observationRegistry(this.observationRegistry)
			.observationConvention(tags)
			.defaultHeader(HttpHeaders.USER_AGENT, UserAgent.VALUE);
		this.customizer.accept(builder);
		// After the customizer: what it must not change, and the filter that must be last
		return builder.clientConnector(this.connector).filter(lastStep).build();
	}

}

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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

import ai.hopx.client.ConnectionSettings;
import ai.hopx.client.DataPlaneAuth;
import ai.hopx.client.DataPlaneSettings;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConnections;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ReactorClientHttpConnector;

import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A service that answers no more than its brief documentation says: a sandbox is an id
 * and a status, it is found under its id's host name, and it wants the API key.
 */
class BriefOnlyServiceTests {

	private static final String API_KEY = "hopx_live_test.test";

	@RegisterExtension
	static final WireMockExtension hopx = WireMockExtension.newInstance()
		.options(WireMockConfiguration.options().dynamicPort().dynamicHttpsPort().bindAddress("127.0.0.1"))
		.build();

	@Test
	void runsCode() throws IOException {
		hopx.stubFor(post("/v1/sandboxes").willReturn(okJson("{\"id\":\"sb1\",\"status\":\"running\"}")));
		hopx.stubFor(get("/v1/sandboxes/sb1").willReturn(okJson("{\"id\":\"sb1\",\"status\":\"running\"}")));
		hopx.stubFor(delete("/v1/sandboxes/sb1").willReturn(okJson("{}")));
		hopx.stubFor(post("/execute").willReturn(okJson("{\"stdout\":\"42\\n\",\"stderr\":\"\",\"exit_code\":0}")));
		try (HopxConnections connections = HopxConnections.create(ConnectionSettings.defaults())) {
			HopxClient client = client(connections);
			HopxTemplate template = new HopxTemplate(new ReactiveHopxTemplate(client, SandboxDefaults.standard(),
					Stream::empty, SandboxLifecycleListener.none(), SandboxTracker.none()));
			assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.AUTO);
			assertThat(template.runCode("print(6*7)").stdout()).isEqualTo("42\n");
			assertThat(template.runCode("print(6*7)").isSuccess()).isTrue();
			assertThat(client.dataPlaneAuth()).isEqualTo(DataPlaneAuth.API_KEY);
		}
		hopx.verify(2,
				postRequestedFor(urlEqualTo("/execute"))
					.withHeader("Host", equalTo("sb1.hopx.test:" + hopx.getHttpsPort()))
					.withHeader("X-API-Key", equalTo(API_KEY))
					.withHeader("Authorization", absent()));
		// That the service has no tokens is found out once
		hopx.verify(1, postRequestedFor(urlEqualTo("/v1/sandboxes/sb1/token/refresh")));
	}

	private static HopxClient client(HopxConnections connections) throws IOException {
		String urlTemplate = "https://{sandbox_id}.hopx.test:" + hopx.getHttpsPort();
		SslContext sslContext = SslContextBuilder.forClient()
			.trustManager(InsecureTrustManagerFactory.INSTANCE)
			.endpointIdentificationAlgorithm("")
			.build();
		HttpClient httpClient = connections.httpClient()
			.resolver(new EverythingIsHere())
			.secure((spec) -> spec.sslContext(sslContext));
		return HopxClient.builder()
			.apiKey(() -> API_KEY)
			.baseUrl(URI.create(hopx.getRuntimeInfo().getHttpBaseUrl()))
			.dataPlane(new DataPlaneSettings(urlTemplate, List.of("*.hopx.test"), DataPlaneAuth.AUTO))
			.clientConnector(new ReactorClientHttpConnector(httpClient))
			.build();
	}

	/** Finds every host on this machine. */
	private static final class EverythingIsHere extends AddressResolverGroup<InetSocketAddress> {

		@Override
		protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
			return new InetSocketAddressResolver(executor, new InetNameResolver(executor) {

				@Override
				protected void doResolve(String inetHost, Promise<InetAddress> promise) {
					promise.setSuccess(InetAddress.getLoopbackAddress());
				}

				@Override
				protected void doResolveAll(String inetHost, Promise<List<InetAddress>> promise) {
					promise.setSuccess(List.of(InetAddress.getLoopbackAddress()));
				}

			});
		}

	}

}

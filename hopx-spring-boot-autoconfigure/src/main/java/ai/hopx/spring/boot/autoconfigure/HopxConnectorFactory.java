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

package ai.hopx.spring.boot.autoconfigure;

import java.time.Duration;
import java.util.function.Supplier;

import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.HopxConnections;
import org.jspecify.annotations.Nullable;
import reactor.netty.http.client.HttpClient;
import reactor.netty.transport.ProxyProvider;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.ReactorHttpClientBuilder;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes the HTTP client of the Hopx client, for requests and WebSockets: our connections
 * and rules, the application's event loops, TLS and connect time-out. Its read time-out
 * is left out, since it would cut every run that takes longer, and so are redirects,
 * which could carry a credential away.
 */
class HopxConnectorFactory {

	private final HopxProperties.Http properties;

	private final HopxConnections connections;

	private final HttpClientSettings applicationSettings;

	private final @Nullable SslBundles sslBundles;

	private final @Nullable ReactorResourceFactory resourceFactory;

	HopxConnectorFactory(HopxProperties.Http properties, HopxConnections connections,
			HttpClientSettings applicationSettings, @Nullable SslBundles sslBundles,
			@Nullable ReactorResourceFactory resourceFactory) {
		this.properties = properties;
		this.connections = connections;
		this.applicationSettings = applicationSettings;
		this.sslBundles = sslBundles;
		this.resourceFactory = resourceFactory;
	}

	/**
	 * Make what makes the client. The network is loaded with the first request, unless
	 * there are settings of it that may be wrong: those are tried at once.
	 */
	Supplier<HttpClient> create() {
		HttpClientSettings settings = settings();
		Supplier<HttpClient> httpClient = SingletonSupplier.of(() -> create(settings));
		if (settings.sslBundle() != null || this.properties.proxy().host() != null) {
			httpClient.get();
		}
		return httpClient;
	}

	private HttpClient create(HttpClientSettings settings) {
		return new ReactorHttpClientBuilder().withHttpClientFactory(this::httpClient)
			// After Boot, which asks for compressed replies and, from 4.1 on, has a proxy
			// of its own
			.withHttpClientCustomizer((httpClient) -> proxied(httpClient.compress(false)))
			.build(settings);
	}

	private HttpClientSettings settings() {
		HttpClientSettings settings = this.applicationSettings.withReadTimeout(null)
			.withRedirects(HttpRedirects.DONT_FOLLOW);
		Duration connectTimeout = this.properties.connectTimeout();
		if (connectTimeout != null) {
			settings = settings.withConnectTimeout(checked(connectTimeout));
		}
		SslBundle sslBundle = sslBundle();
		return (sslBundle != null) ? settings.withSslBundle(sslBundle) : settings;
	}

	private static Duration checked(Duration connectTimeout) {
		if (connectTimeout.isZero() || connectTimeout.isNegative()) {
			throw new HopxConfigurationException("hopx.http.connect-timeout",
					"must be longer than nothing but is " + connectTimeout);
		}
		return connectTimeout;
	}

	private @Nullable SslBundle sslBundle() {
		String name = this.properties.ssl().bundle();
		if (name == null) {
			return null;
		}
		try {
			return (this.sslBundles != null) ? this.sslBundles.getBundle(name) : noSuchBundle(name);
		}
		catch (NoSuchSslBundleException ex) {
			return noSuchBundle(name);
		}
	}

	private static SslBundle noSuchBundle(String name) {
		throw new HopxConfigurationException("hopx.http.ssl.bundle",
				"must name an SSL bundle of 'spring.ssl.bundle', and '" + name + "' is none");
	}

	private HttpClient httpClient() {
		HttpClient httpClient = this.connections.httpClient();
		if (this.resourceFactory != null) {
			httpClient = httpClient.runOn(this.resourceFactory.getLoopResources());
		}
		return httpClient;
	}

	private HttpClient proxied(HttpClient httpClient) {
		HopxProperties.Http.Proxy proxy = this.properties.proxy();
		String host = proxy.host();
		return (host != null) ? httpClient.proxy((spec) -> proxy(spec, proxy, host)) : httpClient;
	}

	private void proxy(ProxyProvider.TypeSpec spec, HopxProperties.Http.Proxy proxy, String host) {
		ProxyProvider.Builder builder = spec.type(ProxyProvider.Proxy.HTTP).host(host).port(proxy.port());
		builder.nonProxyHosts(nonProxyHosts(proxy));
		if (proxy.username() != null) {
			builder.username(proxy.username());
			String password = (proxy.password() != null) ? proxy.password() : "";
			builder.password((username) -> password);
		}
	}

	private String nonProxyHosts(HopxProperties.Http.Proxy proxy) {
		// A regular expression is what Reactor Netty takes
		return String.join("|",
				proxy.nonProxyHosts().stream().map((host) -> host.replace(".", "\\.").replace("*", ".*")).toList());
	}

}

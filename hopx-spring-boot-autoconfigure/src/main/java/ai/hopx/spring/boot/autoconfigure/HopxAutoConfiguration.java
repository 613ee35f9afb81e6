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

import ai.hopx.client.ConnectionSettings;
import ai.hopx.client.DataPlaneSettings;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxClientBuilder;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.HopxConnections;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.core.HopxOperations;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxOperations;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxSource;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.observation.HopxObservationConvention;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * {@link AutoConfiguration Auto-configuration} for {@link HopxTemplate} and
 * {@link ReactiveHopxTemplate}. Makes no request at start-up.
 */
@AutoConfiguration(afterName = { "org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration",
		"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration",
		"org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration" })
@ConditionalOnClass({ HopxTemplate.class, WebClient.class, ClientHttpConnectorBuilder.class })
@ConditionalOnBooleanProperty(name = "hopx.enabled", matchIfMissing = true)
@EnableConfigurationProperties(HopxProperties.class)
public final class HopxAutoConfiguration {

	private final HopxProperties properties;

	HopxAutoConfiguration(HopxProperties properties) {
		this.properties = properties;
	}

	@Bean
	@ConditionalOnMissingBean(HopxConnectionDetails.class)
	PropertiesHopxConnectionDetails hopxConnectionDetails() {
		return new PropertiesHopxConnectionDetails(this.properties);
	}

	@Bean
	@ConditionalOnMissingBean
	HopxConnections hopxConnections() {
		HopxProperties.Http http = this.properties.http();
		return HopxConnections.create(new ConnectionSettings(ConnectionSettings.defaults().connectTimeout(),
				http.maxConnections(), http.pendingAcquireMaxCount(), http.maxIdleTime()));
	}

	@Bean
	@ConditionalOnMissingBean
	HopxClient hopxClient(HopxConnectionDetails connectionDetails, HopxConnections connections,
			ObjectProvider<HttpClientSettings> httpClientSettings, ObjectProvider<SslBundles> sslBundles,
			ObjectProvider<ReactorResourceFactory> reactorResourceFactory,
			ObjectProvider<ObservationRegistry> observationRegistry,
			ObjectProvider<HopxObservationConvention> observationConvention,
			ObjectProvider<HopxClientCustomizer> customizers) {
		HopxProperties.Http http = this.properties.http();
		HopxConnectorFactory connectorFactory = new HopxConnectorFactory(http, connections,
				httpClientSettings.getIfAvailable(HttpClientSettings::defaults), sslBundles.getIfAvailable(),
				reactorResourceFactory.getIfAvailable());
		HopxClientBuilder builder = HopxClient.builder()
			.apiKey(() -> requireApiKey(connectionDetails))
			.baseUrl(connectionDetails.getBaseUrl())
			.authScheme(this.properties.authScheme())
			.dataPlane(dataPlaneSettings())
			.retry(retrySettings())
			.responseTimeout(http.responseTimeout())
			.maxInMemorySize(http.maxInMemorySize())
			.maxFrameSize(this.properties.stream().maxFrameSize())
			.httpClient(connectorFactory.create())
			.observationRegistry(observationRegistry.getIfAvailable(() -> ObservationRegistry.NOOP))
			.propagateTracesToSandbox(this.properties.tracing().propagateToSandbox());
		observationConvention.ifAvailable(builder::observationConvention);
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		requireApiKey(connectionDetails);
		return builder.build();
	}

	@Bean
	@ConditionalOnMissingBean
	SandboxDefaults hopxSandboxDefaults() {
		HopxProperties.Sandbox sandbox = this.properties.sandbox();
		Duration readyTimeout = HopxConfigurationException.requirePositive("hopx.sandbox.ready-timeout",
				sandbox.readyTimeout());
		Duration runTimeout = HopxConfigurationException.requirePositive("hopx.run.timeout",
				this.properties.run().timeout());
		return new SandboxDefaults(this.properties.defaultTemplate(), this.properties.region(),
				sandbox.timeout().duration(), readyTimeout, sandbox.internetAccess(), sandbox.env(), runTimeout);
	}

	@Bean
	@ConditionalOnMissingBean(ReactiveHopxOperations.class)
	ReactiveHopxTemplate reactiveHopxTemplate(HopxClient client, SandboxDefaults defaults,
			ObjectProvider<SandboxSource> sources, ApplicationEventPublisher publisher,
			ObjectProvider<SandboxTracker> tracker) {
		return new ReactiveHopxTemplate(client, defaults, sources::orderedStream, publisher::publishEvent,
				tracker.getIfAvailable(SandboxTracker::none));
	}

	@Bean
	@ConditionalOnBean(ReactiveHopxTemplate.class)
	@ConditionalOnMissingBean(HopxOperations.class)
	HopxTemplate hopxTemplate(ReactiveHopxTemplate reactiveHopxTemplate) {
		return new HopxTemplate(reactiveHopxTemplate);
	}

	private String requireApiKey(HopxConnectionDetails connectionDetails) {
		String apiKey = connectionDetails.getApiKey();
		if (!StringUtils.hasText(apiKey)) {
			throw new MissingHopxApiKeyException();
		}
		return apiKey;
	}

	private DataPlaneSettings dataPlaneSettings() {
		HopxProperties.DataPlane dataPlane = this.properties.dataPlane();
		return new DataPlaneSettings(dataPlane.urlTemplate(), dataPlane.allowedHosts(), dataPlane.auth());
	}

	private RetrySettings retrySettings() {
		HopxProperties.Retry retry = this.properties.retry();
		return new RetrySettings(retry.maxAttempts(), retry.initialBackoff(), retry.maxBackoff(),
				retry.maxRateLimitWait());
	}

}

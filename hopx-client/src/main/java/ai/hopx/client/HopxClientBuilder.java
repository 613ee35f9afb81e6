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
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

import ai.hopx.client.observation.HopxObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * Builds a {@link HopxClient}. Only the API key must be set.
 */
public final class HopxClientBuilder {

	private @Nullable Supplier<String> apiKey;

	URI baseUrl = URI.create("https://api.hopx.dev");

	AuthScheme authScheme = AuthScheme.API_KEY;

	DataPlaneSettings dataPlane = DataPlaneSettings.defaults();

	private RetrySettings retry = RetrySettings.defaults();

	Duration responseTimeout = Duration.ofSeconds(60);

	DataSize maxInMemorySize = DataSize.ofMegabytes(16);

	private DataSize maxFrameSize = DataSize.ofMegabytes(16);

	@Nullable ClientHttpConnector clientConnector;

	@Nullable Supplier<HttpClient> httpClient;

	ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

	@Nullable HopxObservationConvention observationConvention;

	boolean propagatesTraces;

	Consumer<WebClient.Builder> customizer = (webClient) -> {
	};

	Clock clock = Clock.systemUTC();

	/** Asked for with the first call: to have it loads much of Reactor. */
	Supplier<Scheduler> scheduler = Schedulers::parallel;

	HopxClientBuilder() {
	}

	/**
	 * Set where the API key comes from.
	 * @param apiKey read for each request, so that the key can be rotated; what it throws
	 * fails that request
	 * @return this builder
	 */
	public HopxClientBuilder apiKey(Supplier<String> apiKey) {
		this.apiKey = apiKey;
		return this;
	}

	/**
	 * Set the URL of the control plane, {@code https://api.hopx.dev} by default.
	 * @param baseUrl the URL; https, unless its host is loopback
	 * @return this builder
	 */
	public HopxClientBuilder baseUrl(URI baseUrl) {
		this.baseUrl = baseUrl;
		return this;
	}

	/**
	 * Set how the API key is sent, {@link AuthScheme#API_KEY} by default.
	 * @param authScheme the scheme
	 * @return this builder
	 */
	public HopxClientBuilder authScheme(AuthScheme authScheme) {
		this.authScheme = authScheme;
		return this;
	}

	/**
	 * Set how sandboxes are reached.
	 * @param dataPlane the settings
	 * @return this builder
	 */
	public HopxClientBuilder dataPlane(DataPlaneSettings dataPlane) {
		this.dataPlane = dataPlane;
		return this;
	}

	/**
	 * Set how often requests are sent again.
	 * @param retry the settings
	 * @return this builder
	 */
	public HopxClientBuilder retry(RetrySettings retry) {
		this.retry = retry;
		return this;
	}

	/**
	 * Set how long to wait for a reply to a request that brings no time-out of its own,
	 * 60 s by default.
	 * @param responseTimeout the time from the request's end to the reply's end; for
	 * streams, to the next piece
	 * @return this builder
	 */
	public HopxClientBuilder responseTimeout(Duration responseTimeout) {
		this.responseTimeout = responseTimeout;
		return this;
	}

	/**
	 * Set how large a reply may be that is read as a whole, 16 MB by default. Streams
	 * have no limit.
	 * @param maxInMemorySize the size
	 * @return this builder
	 */
	public HopxClientBuilder maxInMemorySize(DataSize maxInMemorySize) {
		this.maxInMemorySize = maxInMemorySize;
		return this;
	}

	/**
	 * Set how long a message of a WebSocket may be, 16 MB by default. One that is longer
	 * ends its stream with an {@link UnexpectedResponseException}.
	 * @param maxFrameSize the size
	 * @return this builder
	 */
	public HopxClientBuilder maxFrameSize(DataSize maxFrameSize) {
		this.maxFrameSize = maxFrameSize;
		return this;
	}

	/**
	 * Set the connections to use, for requests and WebSockets alike. Without, the client
	 * makes its own and closes them with itself.
	 * @param httpClient the client of Reactor Netty; it must follow no redirects and send
	 * nothing again by itself, as that of {@link HopxConnections}
	 * @return this builder
	 */
	public HopxClientBuilder httpClient(HttpClient httpClient) {
		return httpClient(() -> httpClient);
	}

	/**
	 * Set the connections to use, as {@link #httpClient(HttpClient)} does, but make them
	 * with the first request: to load the network takes time that a start may not have.
	 * @param httpClient makes the client of Reactor Netty, called once
	 * @return this builder
	 */
	public HopxClientBuilder httpClient(Supplier<HttpClient> httpClient) {
		this.httpClient = SingletonSupplier.of(httpClient);
		return this;
	}

	/**
	 * Set the connector of plain requests, where they need one of their own. WebSockets
	 * cannot use it: they need {@link #httpClient} set as well.
	 * @param clientConnector the connector; it must follow no redirects and send nothing
	 * again by itself, as that of {@link HopxConnections}
	 * @return this builder
	 */
	public HopxClientBuilder clientConnector(ClientHttpConnector clientConnector) {
		this.clientConnector = clientConnector;
		return this;
	}

	/**
	 * Set where operations and their HTTP requests are observed; nowhere by default.
	 * @param observationRegistry the registry
	 * @return this builder
	 */
	public HopxClientBuilder observationRegistry(ObservationRegistry observationRegistry) {
		this.observationRegistry = observationRegistry;
		return this;
	}

	/**
	 * Set what observed operations are named and tagged, instead of
	 * {@link ai.hopx.client.observation.DefaultHopxObservationConvention}.
	 * @param observationConvention the convention
	 * @return this builder
	 */
	public HopxClientBuilder observationConvention(HopxObservationConvention observationConvention) {
		this.observationConvention = observationConvention;
		return this;
	}

	/**
	 * Set whether agents in sandboxes are sent trace headers: {@code traceparent},
	 * {@code tracestate} and those of B3. Off by default, since untrusted code should not
	 * see them.
	 * @param propagate whether to send them
	 * @return this builder
	 */
	public HopxClientBuilder propagateTracesToSandbox(boolean propagate) {
		this.propagatesTraces = propagate;
		return this;
	}

	/**
	 * Add to the web clients of both planes. Not all of it gets through: headers that say
	 * who we are, and on the data plane all headers that an agent does not need, are
	 * taken off again, and the connector stays ours.
	 * @param customizer called once for each plane, with the first request to it
	 * @return this builder
	 */
	public HopxClientBuilder webClient(Consumer<WebClient.Builder> customizer) {
		this.customizer = customizer;
		return this;
	}

	/**
	 * Set the time that tokens and rate limits end by.
	 */
	HopxClientBuilder clock(Clock clock) {
		this.clock = clock;
		return this;
	}

	/**
	 * Set where waits and deadlines run.
	 */
	HopxClientBuilder scheduler(Scheduler scheduler) {
		this.scheduler = () -> scheduler;
		return this;
	}

	/**
	 * Build the client. Nothing is sent.
	 * @return the client
	 * @throws HopxConfigurationException where a setting cannot work
	 */
	public HopxClient build() {
		if (this.apiKey == null) {
			throw new HopxConfigurationException("hopx.api-key", "must be set, or HOPX_API_KEY in the environment");
		}
		HopxConfigurationException.requirePositive("hopx.http.response-timeout", this.responseTimeout);
		HopxConfigurationException.requirePositive("hopx.http.max-in-memory-size", this.maxInMemorySize.toBytes());
		HopxConfigurationException.requirePositive("hopx.stream.max-frame-size", this.maxFrameSize.toBytes());
		return new HopxClient(this, new ApiKey(this.apiKey));
	}

	Dispatcher dispatcher(Endpoint.Plane plane, Supplier<WebClient> webClient,
			@Nullable Supplier<HttpClient> httpClient) {
		RetryPolicy retries = new RetryPolicy(this.retry, () -> ThreadLocalRandom.current().nextDouble());
		ErrorMapper errors = new ErrorMapper(this.clock);
		Replies replies = new Replies(errors, bytes(this.maxInMemorySize));
		WebSockets webSockets = new WebSockets(httpClient, errors, bytes(this.maxFrameSize), this.scheduler);
		return new Dispatcher(plane, SingletonSupplier.of(webClient), retries, replies, webSockets,
				new RateLimitMemory(this.clock), this.responseTimeout, this.scheduler);
	}

	private static int bytes(DataSize size) {
		return (int) Math.min(Integer.MAX_VALUE, size.toBytes());
	}

}

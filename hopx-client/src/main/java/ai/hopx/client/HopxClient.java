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

import ai.hopx.client.model.SandboxInfo;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * The control plane: lifecycle of sandboxes and templates, with the API key. Also opens
 * the {@link #connection connections} to the agents inside sandboxes, which share its
 * limits and sockets and have credentials of their own. Safe for use from many threads;
 * one is enough for an application.
 */
public final class HopxClient implements HopxExchange, AutoCloseable {

	private final URI baseUrl;

	private final ControlRoutes routes;

	private final Dispatcher control;

	private final Dispatcher sandboxes;

	private final UploadLinks uploadLinks;

	private final SandboxOrigins origins;

	private final DataPlaneAccess access;

	private final Clock clock;

	private final DataSize maxInMemorySize;

	private final @Nullable HopxConnections ownConnections;

	private HopxClient(Builder builder, ApiKey apiKey) {
		this.baseUrl = BaseUrl.check(builder.baseUrl);
		this.routes = ControlRoutes.of(this.baseUrl, apiKey, builder.authScheme);
		this.origins = new SandboxOrigins(builder.dataPlane.urlTemplate(),
				new AllowedHosts(builder.dataPlane.allowedHosts(), Loopback.contains(this.baseUrl.getHost())));
		this.access = DataPlaneAccess.of(builder.dataPlane.auth(), apiKey);
		this.clock = builder.clock;
		this.maxInMemorySize = builder.maxInMemorySize;
		Connectors connectors = Connectors.of(builder.clientConnector, builder.httpClient);
		this.ownConnections = connectors.own();
		HttpClient httpClient = connectors.httpClient();
		WebClients webClients = new WebClients(connectors.connector(), builder.observationRegistry, builder.customizer);
		this.control = builder.dispatcher(Endpoint.Plane.CONTROL, webClients.toControlPlane(), httpClient);
		this.sandboxes = builder.dispatcher(Endpoint.Plane.DATA, webClients.toSandboxes(), httpClient);
		this.uploadLinks = new UploadLinks(webClients.toUploadLinks(), Loopback.contains(this.baseUrl.getHost()),
				builder.responseTimeout, builder.scheduler);
	}

	/**
	 * Start to build a client.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Open the way to the agent of one sandbox. Nothing is sent yet.
	 * @param sandbox the sandbox
	 * @param justCreated whether {@code sandbox} is the reply to a create, which is where
	 * the service gives a token if it gives any
	 * @return the connection
	 * @throws UnexpectedResponseException where the sandbox's id or token cannot be one
	 */
	public SandboxConnection connection(SandboxInfo sandbox, boolean justCreated) {
		String id = HopxIds.checkReceived("sandbox", sandbox.id());
		SandboxCredentials credentials = new SandboxCredentials(sandbox, justCreated, this, this.access, this.clock);
		return new SandboxConnection(id, new SandboxRoute(sandbox, this.origins, credentials), this.sandboxes);
	}

	/**
	 * Return what sandboxes are shown now.
	 * @return the way in force; {@link DataPlaneAuth#AUTO} while it is undecided
	 */
	public DataPlaneAuth dataPlaneAuth() {
		return this.access.inForce();
	}

	/**
	 * Return the URL of the control plane.
	 * @return the URL, without a slash at its end
	 */
	public URI baseUrl() {
		return this.baseUrl;
	}

	/**
	 * Return what the control plane last said of its rate limit, in a reply that
	 * succeeded or one that refused. Nothing is sent. Agents in sandboxes have limits of
	 * their own and do not tell of them before they refuse.
	 * @return the limit, or {@code null} where no reply has told of one yet
	 */
	public @Nullable RateLimit rateLimit() {
		return this.control.rateLimit();
	}

	/**
	 * Return how large a reply may be that is read as a whole.
	 * @return the size
	 */
	public DataSize maxInMemorySize() {
		return this.maxInMemorySize;
	}

	@Override
	public <T> Mono<T> retrieve(HopxRequest request, Class<T> type) {
		return this.control.retrieve(this.routes.of(request), request, type);
	}

	@Override
	public Mono<Void> send(HopxRequest request) {
		return this.control.send(this.routes.of(request), request);
	}

	@Override
	public Flux<DataBuffer> stream(HopxRequest request) {
		return this.control.stream(this.routes.of(request), request);
	}

	/**
	 * Put content where an upload link of the service leads. Shows no credentials there,
	 * follows no redirect and sends nothing twice.
	 * @param link the link, a secret; https, or of this machine while the control plane
	 * is
	 * @param content what to put there
	 * @return completion. A {@link HopxForbiddenException} for a link that has expired
	 */
	public Mono<Void> upload(URI link, HopxRequest.StreamedBody content) {
		return this.uploadLinks.put(link, content);
	}

	/**
	 * Close the connections that this client made itself. Those that it was given are
	 * their owner's to close.
	 */
	@Override
	public void close() {
		if (this.ownConnections != null) {
			this.ownConnections.close();
		}
	}

	@Override
	public String toString() {
		return "HopxClient[baseUrl=" + this.baseUrl + ", dataPlaneAuth=" + dataPlaneAuth() + "]";
	}

	/**
	 * Builds a {@link HopxClient}. Only the API key must be set.
	 */
	public static final class Builder {

		private @Nullable Supplier<String> apiKey;

		private URI baseUrl = URI.create("https://api.hopx.dev");

		private AuthScheme authScheme = AuthScheme.API_KEY;

		private DataPlaneSettings dataPlane = DataPlaneSettings.defaults();

		private RetrySettings retry = RetrySettings.defaults();

		private Duration responseTimeout = Duration.ofSeconds(60);

		private DataSize maxInMemorySize = DataSize.ofMegabytes(16);

		private DataSize maxFrameSize = DataSize.ofMegabytes(16);

		private @Nullable ClientHttpConnector clientConnector;

		private @Nullable HttpClient httpClient;

		private ObservationRegistry observationRegistry = ObservationRegistry.NOOP;

		private Consumer<WebClient.Builder> customizer = (webClient) -> {
		};

		private Clock clock = Clock.systemUTC();

		private Scheduler scheduler = Schedulers.parallel();

		private Builder() {
		}

		/**
		 * Set where the API key comes from.
		 * @param apiKey read for each request, so that the key can be rotated; what it
		 * throws fails that request
		 * @return this builder
		 */
		public Builder apiKey(Supplier<String> apiKey) {
			this.apiKey = apiKey;
			return this;
		}

		/**
		 * Set the URL of the control plane, {@code https://api.hopx.dev} by default.
		 * @param baseUrl the URL; https, unless its host is loopback
		 * @return this builder
		 */
		public Builder baseUrl(URI baseUrl) {
			this.baseUrl = baseUrl;
			return this;
		}

		/**
		 * Set how the API key is sent, {@link AuthScheme#API_KEY} by default.
		 * @param authScheme the scheme
		 * @return this builder
		 */
		public Builder authScheme(AuthScheme authScheme) {
			this.authScheme = authScheme;
			return this;
		}

		/**
		 * Set how sandboxes are reached.
		 * @param dataPlane the settings
		 * @return this builder
		 */
		public Builder dataPlane(DataPlaneSettings dataPlane) {
			this.dataPlane = dataPlane;
			return this;
		}

		/**
		 * Set how often requests are sent again.
		 * @param retry the settings
		 * @return this builder
		 */
		public Builder retry(RetrySettings retry) {
			this.retry = retry;
			return this;
		}

		/**
		 * Set how long to wait for a reply to a request that brings no time-out of its
		 * own, 60 s by default.
		 * @param responseTimeout the time from the request's end to the reply's end; for
		 * streams, to the next piece
		 * @return this builder
		 */
		public Builder responseTimeout(Duration responseTimeout) {
			this.responseTimeout = responseTimeout;
			return this;
		}

		/**
		 * Set how large a reply may be that is read as a whole, 16 MB by default. Streams
		 * have no limit.
		 * @param maxInMemorySize the size
		 * @return this builder
		 */
		public Builder maxInMemorySize(DataSize maxInMemorySize) {
			this.maxInMemorySize = maxInMemorySize;
			return this;
		}

		/**
		 * Set how long a message of a WebSocket may be, 16 MB by default. One that is
		 * longer ends its stream with an {@link UnexpectedResponseException}.
		 * @param maxFrameSize the size
		 * @return this builder
		 */
		public Builder maxFrameSize(DataSize maxFrameSize) {
			this.maxFrameSize = maxFrameSize;
			return this;
		}

		/**
		 * Set the connections to use, for requests and WebSockets alike. Without, the
		 * client makes its own and closes them with itself.
		 * @param httpClient the client of Reactor Netty; it must follow no redirects and
		 * send nothing again by itself, as that of {@link HopxConnections}
		 * @return this builder
		 */
		public Builder httpClient(HttpClient httpClient) {
			this.httpClient = httpClient;
			return this;
		}

		/**
		 * Set the connector of plain requests, where they need one of their own.
		 * WebSockets cannot use it: they need {@link #httpClient} set as well.
		 * @param clientConnector the connector; it must follow no redirects and send
		 * nothing again by itself, as that of {@link HopxConnections}
		 * @return this builder
		 */
		public Builder clientConnector(ClientHttpConnector clientConnector) {
			this.clientConnector = clientConnector;
			return this;
		}

		/**
		 * Set where HTTP requests are observed; nowhere by default.
		 * @param observationRegistry the registry
		 * @return this builder
		 */
		public Builder observationRegistry(ObservationRegistry observationRegistry) {
			this.observationRegistry = observationRegistry;
			return this;
		}

		/**
		 * Add to the web clients of both planes. Not all of it gets through: headers that
		 * say who we are, and on the data plane all headers that an agent does not need,
		 * are taken off again, and the connector stays ours.
		 * @param customizer called once for each plane
		 * @return this builder
		 */
		public Builder webClient(Consumer<WebClient.Builder> customizer) {
			this.customizer = customizer;
			return this;
		}

		/**
		 * Set the time that tokens and rate limits end by.
		 */
		Builder clock(Clock clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set where waits and deadlines run.
		 */
		Builder scheduler(Scheduler scheduler) {
			this.scheduler = scheduler;
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

		private Dispatcher dispatcher(Endpoint.Plane plane, WebClient webClient, @Nullable HttpClient httpClient) {
			RetryPolicy retries = new RetryPolicy(this.retry, this.scheduler,
					() -> ThreadLocalRandom.current().nextDouble());
			ErrorMapper errors = new ErrorMapper(this.clock);
			Replies replies = new Replies(errors, bytes(this.maxInMemorySize));
			WebSockets webSockets = new WebSockets(httpClient, errors, bytes(this.maxFrameSize), this.scheduler);
			return new Dispatcher(plane, webClient, retries, replies, webSockets, new RateLimitMemory(this.clock),
					this.responseTimeout, this.scheduler);
		}

		private static int bytes(DataSize size) {
			return (int) Math.min(Integer.MAX_VALUE, size.toBytes());
		}

	}

}

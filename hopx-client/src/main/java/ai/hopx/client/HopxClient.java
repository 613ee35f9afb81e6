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
import java.util.function.Supplier;

import ai.hopx.client.model.SandboxInfo;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.util.unit.DataSize;

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

	private final OperationObserver operations;

	private final @Nullable HopxConnections ownConnections;

	HopxClient(HopxClientBuilder builder, ApiKey apiKey) {
		this.baseUrl = BaseUrl.check(builder.baseUrl);
		this.routes = ControlRoutes.of(this.baseUrl, apiKey, builder.authScheme);
		this.origins = new SandboxOrigins(builder.dataPlane.urlTemplate(),
				new AllowedHosts(builder.dataPlane.allowedHosts(), Loopback.contains(this.baseUrl.getHost())));
		this.access = DataPlaneAccess.of(builder.dataPlane.auth(), apiKey);
		this.clock = builder.clock;
		this.maxInMemorySize = builder.maxInMemorySize;
		Connectors connectors = Connectors.of(builder.clientConnector, builder.httpClient);
		this.ownConnections = connectors.own();
		Supplier<HttpClient> httpClient = connectors.httpClient();
		this.operations = new OperationObserver(builder.observationRegistry, builder.observationConvention);
		WebClients webClients = new WebClients(connectors.connector(), builder.observationRegistry, builder.customizer,
				builder.propagatesTraces);
		this.control = builder.dispatcher(Endpoint.Plane.CONTROL, webClients::toControlPlane, httpClient);
		this.sandboxes = builder.dispatcher(Endpoint.Plane.DATA, webClients::toSandboxes, httpClient);
		this.uploadLinks = new UploadLinks(webClients, Loopback.contains(this.baseUrl.getHost()),
				builder.responseTimeout, builder.scheduler);
	}

	/**
	 * Start to build a client.
	 * @return a builder
	 */
	public static HopxClientBuilder builder() {
		return new HopxClientBuilder();
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
	 * Return what observes operations that are made of calls of this client.
	 * @return the observer, of operations on no sandbox in particular
	 */
	public OperationObserver operations() {
		return this.operations;
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

}

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

import ai.hopx.client.model.SandboxInfo;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * The data plane of one sandbox: where its agent is and the token that it wants to see.
 * Safe for use from many threads. Made by {@link HopxClient#connection}.
 */
public final class SandboxConnection implements HopxExchange {

	private final String sandboxId;

	private final SandboxRoute route;

	private final Dispatcher dispatcher;

	SandboxConnection(String sandboxId, SandboxRoute route, Dispatcher dispatcher) {
		this.sandboxId = sandboxId;
		this.route = route;
		this.dispatcher = dispatcher;
	}

	/**
	 * Return whose connection this is.
	 * @return the sandbox's id
	 */
	public String sandboxId() {
		return this.sandboxId;
	}

	/**
	 * Return where the agent is reached.
	 * @return scheme, host and port. An {@link UnexpectedResponseException} where the
	 * service named a host that {@code hopx.data-plane.allowed-hosts} does not allow, a
	 * {@link HopxValidationException} where it named none and the id fits no host
	 */
	public Mono<URI> origin() {
		return this.route.origin();
	}

	/**
	 * Get a new token, as after a resume, which may end the old one. Calls at the same
	 * time share one request: {@code POST /v1/sandboxes/{id}/token/refresh}. Does nothing
	 * where sandboxes are shown the API key or the service has no such call.
	 * @return completion, or the error of that request
	 */
	public Mono<Void> refreshToken() {
		return this.route.credentials().renew();
	}

	/**
	 * Take over what a newer description says of host and token.
	 * @param sandbox the description; what it leaves out stays as it was
	 */
	public void update(SandboxInfo sandbox) {
		this.route.update(sandbox);
	}

	@Override
	public <T> Mono<T> retrieve(HopxRequest request, Class<T> type) {
		return this.dispatcher.retrieve(this.route, request, type);
	}

	@Override
	public Mono<Void> send(HopxRequest request) {
		return this.dispatcher.send(this.route, request);
	}

	@Override
	public Flux<DataBuffer> stream(HopxRequest request) {
		return this.dispatcher.stream(this.route, request);
	}

	/**
	 * Open a WebSocket to the agent. The handshake is let in, and sent again by the rules
	 * of any call that is safe to repeat: it runs nothing.
	 * @param request where to; its time-out is how long the service may be silent while
	 * it is listened to, {@code null} for without end
	 * @return the socket, to be closed by whoever takes it. Errors as of all calls
	 */
	public Mono<SandboxSocket> open(HopxRequest request) {
		return this.dispatcher.open(this.route, request);
	}

	@Override
	public String toString() {
		return "SandboxConnection[" + this.sandboxId + "]";
	}

}

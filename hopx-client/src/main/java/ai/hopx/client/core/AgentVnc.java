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

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.desktop.ReactiveVncOperations;
import ai.hopx.client.desktop.VncOptions;
import ai.hopx.client.model.VncInfo;
import reactor.core.publisher.Mono;

/**
 * The agent's calls about the VNC server.
 */
record AgentVnc(DesktopCalls calls) implements ReactiveVncOperations {

	@Override
	public Mono<VncInfo> start() {
		return start(VncOptions.defaults());
	}

	@Override
	public Mono<VncInfo> start(VncOptions options) {
		return Mono.defer(() -> {
			Arguments.present(options, "'options' must not be null");
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("display", options.display());
			if (options.password() != null) {
				body.put("password", options.password());
			}
			return this.calls.ask(HopxRequest.to(Endpoint.START_VNC).json(body), VncInfo.class)
				.filter((server) -> server.url() != null)
				.switchIfEmpty(Mono.error(this::unstarted));
		});
	}

	private UnexpectedResponseException unstarted() {
		return new UnexpectedResponseException(
				"The agent says that the VNC server does not run, though it was to start",
				HopxError.of(this.calls.sandboxId()), null);
	}

	@Override
	public Mono<Void> stop() {
		return this.calls.act(Endpoint.STOP_VNC, Map.of());
	}

	@Override
	public Mono<VncInfo> status() {
		return this.calls.ask(HopxRequest.to(Endpoint.VNC_STATUS), VncInfo.class);
	}

	@Override
	public Mono<URI> url() {
		return status().filter(VncInfo::running).mapNotNull(VncInfo::url);
	}

}

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

package ai.hopx.embedded.agent;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import reactor.core.publisher.Mono;

import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.runtime.InterpreterState;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /jupyter}: the sandbox's one Python interpreter, as clients look for a kernel.
 */
final class JupyterRoutes {

	private final AgentContext context;

	JupyterRoutes(AgentContext context) {
		this.context = context;
	}

	void addTo(Routes routes) {
		routes.get("/jupyter/sessions", (request) -> sessions()).get("/jupyter/status", (request) -> sessions());
	}

	private Mono<ServerResponse> sessions() {
		return this.context.runtime()
			.interpreter()
			.map((state) -> List.of(session(state)))
			.defaultIfEmpty(List.of())
			.flatMap((sessions) -> Replies.ok(Map.of("sessions", sessions, "timestamp", this.context.now())));
	}

	private Map<String, Object> session(InterpreterState state) {
		String name = this.context.spec().sandboxId() + "/" + state.number();
		Map<String, Object> session = new LinkedHashMap<>();
		session.put("kernel_id", UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString());
		session.put("execution_state", (state.runs() > 0) ? "busy" : "idle");
		session.put("connections", state.runs());
		session.put("last_activity", this.context.now().minusMillis(state.idle().toMillis()));
		return session;
	}

}

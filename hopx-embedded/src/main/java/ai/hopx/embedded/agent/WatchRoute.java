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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.FileChange;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Frame;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /files/watch}: changes in a folder, for as long as the socket is open.
 */
final class WatchRoute {

	private static final Set<Availability> SERVED = Set.of(Availability.RUNNING, Availability.PAUSED);

	private final AgentContext context;

	private final RunFrames frames;

	WatchRoute(AgentContext context) {
		this.context = context;
		this.frames = new RunFrames(context);
	}

	void addTo(Routes routes) {
		routes.get("/files/watch", (request) -> this.context.streams()
			.open(request, (texts) -> AgentStreams.afterFirst(texts, this::watch)));
	}

	private Flux<Frame> watch(String text) {
		Flux<Frame> changes = Flux.defer(() -> {
			JsonBody body = JsonBody.of(text);
			String action = body.text("action");
			if (action != null && !"watch".equals(action)) {
				throw ApiException.invalidRequest("The action must be watch, not '" + action + "'");
			}
			String path = FilePaths.checked(body.text("path"));
			return this.context.files()
				.watch(path)
				.index()
				.concatMapIterable((batch) -> (batch.getT1() == 0) ? List.of(begun(path))
						: batch.getT2().stream().map(this::frame).toList(), 1);
		});
		return this.context.streams()
			.whileServed(SERVED, changes)
			.onErrorResume((ex) -> Mono.just(this.frames.error(ex)))
			.concatWith(this.context.streams().linger(SERVED));
	}

	private Frame begun(String path) {
		return this.frames.frame("status", Map.of("status", "Watching " + path));
	}

	private Frame frame(FileChange change) {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("path", change.path());
		fields.put("event", change.kind().name().toLowerCase(Locale.ROOT));
		if (change.oldPath() != null) {
			fields.put("old_path", change.oldPath());
		}
		return this.frames.frame("change", fields);
	}

}

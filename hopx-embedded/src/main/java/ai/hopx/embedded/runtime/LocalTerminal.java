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

package ai.hopx.embedded.runtime;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Supplier;

import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * A terminal that a sandbox's supervisor holds.
 */
final class LocalTerminal extends RunStream implements TerminalSession {

	private static final byte[] NOTHING = new byte[0];

	private final PendingInput pending = new PendingInput();

	LocalTerminal(SupervisorLink link, Map<String, Object> request, Supplier<Disposable> onStart) {
		super(link, request, NOTHING, onStart);
	}

	@Override
	public Mono<Void> write(String input) {
		byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
		return Mono.when(this.pending.taken(), tell(Map.of("op", "input"), bytes));
	}

	@Override
	public Mono<Void> resize(int columns, int rows) {
		return tell(Map.of("op", "resize", "columns", columns, "rows", rows), NOTHING);
	}

	@Override
	public void onFrame(String event, JsonNode header, byte[] payload) {
		if (!this.pending.takes(event)) {
			super.onFrame(event, header, payload);
		}
	}

	@Override
	public void onFailure(RuntimeFailure failure) {
		this.pending.onEnd();
		super.onFailure(failure);
	}

}

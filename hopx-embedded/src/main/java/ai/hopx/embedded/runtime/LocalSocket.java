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

import java.nio.ByteBuffer;
import java.util.Map;

import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * A connection that a sandbox's supervisor holds.
 */
final class LocalSocket extends PieceStream<ByteBuffer> implements SocketSession {

	private final PendingInput pending = new PendingInput();

	LocalSocket(SupervisorLink link, Map<String, Object> request) {
		super(link, request, new byte[0], Disposables::disposed);
	}

	@Override
	public Flux<ByteBuffer> output() {
		return pieces();
	}

	@Override
	public Mono<Void> write(byte[] input) {
		return Mono.when(this.pending.taken(), tell(Map.of("op", "input"), input));
	}

	@Override
	ByteBuffer piece(boolean stdout, byte[] payload) {
		return ByteBuffer.wrap(payload);
	}

	@Override
	void end(FluxSink<ByteBuffer> sink, JsonNode header, byte[] payload) {
		// The end of the connection says all
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

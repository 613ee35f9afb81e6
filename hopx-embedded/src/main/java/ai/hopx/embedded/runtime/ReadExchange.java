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

import reactor.core.publisher.FluxSink;
import tools.jackson.databind.JsonNode;

/**
 * Hands on the pieces of a file; the supervisor sends as many as were asked for.
 */
final class ReadExchange implements Exchange {

	private final FluxSink<ByteBuffer> sink;

	ReadExchange(FluxSink<ByteBuffer> sink) {
		this.sink = sink;
	}

	@Override
	public void onFrame(String event, JsonNode header, byte[] payload) {
		if (event.equals("data")) {
			this.sink.next(ByteBuffer.wrap(payload));
		}
		else if (event.equals("done")) {
			this.sink.complete();
		}
	}

	@Override
	public void onFailure(RuntimeFailure failure) {
		this.sink.error(failure);
	}

}

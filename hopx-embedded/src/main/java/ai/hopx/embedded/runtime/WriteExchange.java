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

import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.MonoSink;
import tools.jackson.databind.JsonNode;

/**
 * Sends the content of a file to the supervisor, and asks for more of it only while the
 * bytes that are not yet confirmed as written fit a window.
 */
final class WriteExchange extends BaseSubscriber<ByteBuffer> implements Exchange {

	private static final int PIECE = 256 * 1024;

	private static final long WINDOW = 1024 * 1024;

	private static final byte[] NOTHING = new byte[0];

	private final SupervisorLink link;

	private final MonoSink<FileEntry> sink;

	private int id;

	private long unconfirmed;

	private boolean requested;

	WriteExchange(SupervisorLink link, MonoSink<FileEntry> sink) {
		this.link = link;
		this.sink = sink;
	}

	void start(Map<String, ?> request, Publisher<ByteBuffer> content) {
		this.id = this.link.open(request, NOTHING, this);
		this.sink.onCancel(() -> {
			cancel();
			abort();
		});
		content.subscribe(this);
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		requestWhereItFits(0);
	}

	@Override
	protected void hookOnNext(ByteBuffer content) {
		synchronized (this) {
			this.requested = false;
			this.unconfirmed += content.remaining();
		}
		ByteBuffer rest = content.duplicate();
		while (rest.hasRemaining()) {
			byte[] piece = new byte[Math.min(PIECE, rest.remaining())];
			rest.get(piece);
			this.link.send(this.id, Map.of("op", "data"), piece);
		}
		requestWhereItFits(0);
	}

	@Override
	protected void hookOnComplete() {
		this.link.send(this.id, Map.of("op", "end"));
	}

	@Override
	protected void hookOnError(Throwable ex) {
		abort();
		this.sink.error(ex);
	}

	@Override
	public void onFrame(String event, JsonNode header, byte[] payload) {
		if (event.equals("written")) {
			requestWhereItFits(header.path("count").asLong(0));
		}
		else if (event.equals("done")) {
			this.sink.success(SupervisorFiles.entry(header.path("entry")));
		}
	}

	@Override
	public void onFailure(RuntimeFailure failure) {
		cancel();
		this.sink.error(failure);
	}

	private void requestWhereItFits(long confirmed) {
		synchronized (this) {
			this.unconfirmed -= confirmed;
			if (this.requested || this.unconfirmed >= WINDOW) {
				return;
			}
			this.requested = true;
		}
		request(1);
	}

	private void abort() {
		this.link.drop(this.id);
		this.link.send(this.id, Map.of("op", "abort"));
	}

}

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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import ai.hopx.client.HopxRequest.StreamedBody;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.SandboxInfo;
import reactor.core.publisher.Flux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;

/**
 * Moves bytes through a client. The program that {@link SmallHeapTests} starts.
 */
final class SmallHeapTransfer {

	private static final int BLOCK = 64 * 1024;

	private SmallHeapTransfer() {
	}

	public static void main(String[] args) {
		long size = Long.parseLong(args[2]);
		SandboxInfo sandbox = HopxJson.mapper()
			.readValue("{\"id\":\"s1\",\"public_host\":\"%s\",\"auth_token\":\"t\"}".formatted(args[1]),
					SandboxInfo.class);
		long start = System.nanoTime();
		try (HopxClient client = HopxClient.builder()
			.apiKey(() -> "hopx_live_test.test")
			.baseUrl(URI.create("http://127.0.0.1:1"))
			.build()) {
			SandboxConnection connection = client.connection(sandbox, true);
			if (args[0].equals("download")) {
				System.out.println("received " + download(connection));
			}
			else {
				upload(connection, size);
				System.out.println("sent " + size);
			}
		}
		System.out.println("in " + Duration.ofNanos(System.nanoTime() - start).toMillis() + " ms");
		System.exit(0);
	}

	private static long download(SandboxConnection connection) {
		AtomicLong received = new AtomicLong();
		connection.stream(HopxRequest.to(Endpoint.DOWNLOAD_FILE).query("path", "/tmp/large").build())
			.doOnNext((piece) -> {
				received.addAndGet(piece.readableByteCount());
				DataBufferUtils.release(piece);
			})
			.blockLast(Duration.ofMinutes(10));
		return received.get();
	}

	private static void upload(SandboxConnection connection, long size) {
		Flux<DataBuffer> content = Flux.<DataBuffer, Long>generate(() -> size, (left, sink) -> {
			int length = (int) Math.min(left, BLOCK);
			sink.next(DefaultDataBufferFactory.sharedInstance.wrap(new byte[length]));
			if (left == length) {
				sink.complete();
			}
			return left - length;
		});
		connection
			.send(HopxRequest.to(Endpoint.UPLOAD_FILE)
				.stream(new StreamedBody(MediaType.APPLICATION_OCTET_STREAM, size, () -> content))
				.build())
			.block(Duration.ofMinutes(10));
	}

}

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

package ai.hopx.client.hostile;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.client.reactive.AbstractClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.http.client.reactive.ClientHttpResponse;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * A service without a network, so that thousands of its replies can be read a second. It
 * answers as it should until it is told to answer otherwise.
 */
final class FuzzedService implements ClientHttpConnector {

	/**
	 * Leaks are looked for here, one exchange at a time.
	 */
	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(
			new UnpooledByteBufAllocator(false, true));

	private static final String[] WAITS = { "0", "1", "-1", "1e300", "NaN", "", " ", "999999999999999999999",
			"Wed, 21 Oct 2015 07:28:00 GMT", "Fri, 31 Dec 999999999 23:59:59 GMT", "Wed, 99 Oct 2015", "0x1p3",
			"9223372036854775807", "-9223372036854775808", "9223372036854775" };

	private static final String[] TYPES = { "application/json", "text/plain", "a", "", "/", "text/html;charset=klingon",
			"application/json;charset=utf-16", ";;;", "*", "text/event-stream" };

	private @Nullable Choices choices;

	private final Deque<NettyDataBuffer> handedOut = new ArrayDeque<>();

	private int mostHeld;

	private int exchanges;

	/**
	 * Answer as is decided from now on.
	 */
	void answersBy(Choices choices) {
		this.choices = choices;
	}

	/**
	 * How often something was asked.
	 */
	int exchanges() {
		return this.exchanges;
	}

	/**
	 * How many pieces of replies are still held by somebody.
	 */
	long held() {
		return this.handedOut.stream().filter(FuzzedService::isHeld).count();
	}

	/**
	 * How many pieces were held at once.
	 */
	int mostHeld() {
		return this.mostHeld;
	}

	private static boolean isHeld(NettyDataBuffer buffer) {
		return buffer.getNativeBuffer().refCnt() > 0;
	}

	@Override
	public Mono<ClientHttpResponse> connect(HttpMethod method, URI uri,
			Function<? super ClientHttpRequest, Mono<Void>> request) {
		this.exchanges++;
		return request.apply(new Request(method, uri)).then(Mono.defer(() -> answer(method, uri)));
	}

	private Mono<ClientHttpResponse> answer(HttpMethod method, URI uri) {
		Choices choices = this.choices;
		if (choices == null) {
			byte[] body = Samples.of(method, uri.getPath(), new Choices(new byte[0])).getBytes(StandardCharsets.UTF_8);
			return Mono.just(new Response(200, new HttpHeaders(), Flux.just(body).map(this::piece)));
		}
		if (choices.oneIn(60)) {
			return Mono.error(choices.of(new IOException("reset"), new IllegalStateException("odd")));
		}
		int status = choices.oneIn(4) ? choices.of(201, 202, 204, 206, 299, 301, 302, 304, 400, 401, 402, 403, 404, 405,
				408, 409, 410, 413, 418, 422, 425, 429, 451, 500, 501, 502, 503, 504, 507, 599, 600, 999, 100) : 200;
		String sample = ((status >= 300) && !choices.oneIn(4)) ? Samples.ERROR
				: Samples.of(method, uri.getPath(), choices);
		HttpHeaders headers = headers(choices);
		return Mono.just(new Response(status, headers, once(body(new Mutations(choices).of(sample), choices))));
	}

	private static HttpHeaders headers(Choices choices) {
		HttpHeaders headers = new HttpHeaders();
		for (int i = choices.below(4); i > 0; i--) {
			switch (choices.below(8)) {
				case 0 -> headers.add("Retry-After", choices.of(WAITS));
				case 1 -> headers.add("X-RateLimit-Reset", choices.of(WAITS));
				case 2 -> headers.add("X-RateLimit-Limit", choices.of(WAITS));
				case 3 -> headers.add("X-RateLimit-Remaining", choices.of(WAITS));
				case 4 -> headers.add("Content-Type", choices.of(TYPES));
				case 5 -> headers.add("Content-Length", choices.of("0", "-1", "x", "99999999999999999999", "7"));
				case 6 -> headers.add("X-Request-Id", choices.of("", "r".repeat(5000), "a\u0000b", "\ud800", "%s{}"));
				default -> headers.add(
						choices.of("Location", "Content-Encoding", "Content-Disposition", "Set-Cookie", "Date"), choices
							.of("", "gzip", "http://evil.example", "attachment; filename=\"../../a\"", "a=b; Path=\""));
			}
		}
		return headers;
	}

	/**
	 * In pieces that do not heed where a character ends, and perhaps not to its end.
	 */
	private Flux<DataBuffer> body(byte[] body, Choices choices) {
		List<byte[]> pieces = new ArrayList<>();
		int size = choices.of(body.length, 1000, 100, 7) + 1;
		for (int start = 0; start < body.length; start += size) {
			pieces.add(Arrays.copyOfRange(body, start, Math.min(body.length, start + size)));
		}
		Flux<DataBuffer> content = Flux.fromIterable(pieces).map(this::piece);
		if (choices.oneIn(30)) {
			return content.concatWith(Mono.error(new IOException("reset")));
		}
		return choices.oneIn(40) ? Flux.range(0, 200).concatMap((round) -> content) : content;
	}

	private static Flux<DataBuffer> once(Flux<DataBuffer> body) {
		AtomicBoolean read = new AtomicBoolean();
		return Flux.defer(() -> read.compareAndSet(false, true) ? body
				: Flux.error(new IllegalStateException("A body can be read once")));
	}

	private DataBuffer piece(byte[] bytes) {
		while (!this.handedOut.isEmpty() && !isHeld(this.handedOut.peek())) {
			this.handedOut.remove();
		}
		this.mostHeld = Math.max(this.mostHeld, this.handedOut.size());
		NettyDataBuffer buffer = BUFFERS.wrap(Unpooled.wrappedBuffer(bytes));
		this.handedOut.add(buffer);
		return buffer;
	}

	/**
	 * A request that is read and forgotten.
	 */
	private static final class Request extends AbstractClientHttpRequest {

		private final HttpMethod method;

		private final URI uri;

		Request(HttpMethod method, URI uri) {
			this.method = method;
			this.uri = uri;
		}

		@Override
		public HttpMethod getMethod() {
			return this.method;
		}

		@Override
		public URI getURI() {
			return this.uri;
		}

		@Override
		public DataBufferFactory bufferFactory() {
			return BUFFERS;
		}

		@Override
		@SuppressWarnings("unchecked")
		public <T> T getNativeRequest() {
			return (T) this;
		}

		@Override
		public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
			return doCommit(() -> Flux.from(body).doOnNext(DataBufferUtils::release).then());
		}

		@Override
		public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
			return writeWith(Flux.from(body).concatMap((part) -> part));
		}

		@Override
		public Mono<Void> setComplete() {
			return doCommit(Mono::empty);
		}

		@Override
		protected void applyHeaders() {
		}

		@Override
		protected void applyCookies() {
		}

	}

	/**
	 * A reply.
	 */
	private record Response(int status, HttpHeaders headers, Flux<DataBuffer> body) implements ClientHttpResponse {

		@Override
		public HttpStatusCode getStatusCode() {
			return HttpStatusCode.valueOf(this.status);
		}

		@Override
		public MultiValueMap<String, ResponseCookie> getCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		public HttpHeaders getHeaders() {
			return this.headers;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return this.body;
		}

	}

}

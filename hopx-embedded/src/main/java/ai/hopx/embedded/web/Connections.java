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

package ai.hopx.embedded.web;

import java.util.concurrent.atomic.AtomicBoolean;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * The connections below requests.
 */
public final class Connections {

	private Connections() {
	}

	/**
	 * Break a request's connection off, so that its client sees a reset.
	 * @param <T> the answer that never comes
	 * @param response the request's answer
	 * @return an {@link AbortedException}, once the connection is closed
	 */
	public static <T> Mono<T> reset(ServerHttpResponse response) {
		return close(response, true);
	}

	/**
	 * Close a request's connection after all that was written.
	 * @param <T> the answer that never comes
	 * @param response the request's answer
	 * @return an {@link AbortedException}, once the connection is closed
	 */
	public static <T> Mono<T> close(ServerHttpResponse response) {
		return close(response, false);
	}

	/**
	 * Return whether an answer can still reach its client.
	 * @param response the answer
	 * @return whether its connection is open
	 */
	public static boolean isOpen(ServerHttpResponse response) {
		AtomicBoolean open = new AtomicBoolean();
		HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
		nativeResponse.withConnection((connection) -> open.set(connection.channel().isActive()));
		return open.get();
	}

	private static <T> Mono<T> close(ServerHttpResponse response, boolean reset) {
		HttpServerResponse nativeResponse = ServerHttpResponseDecorator.getNativeResponse(response);
		return Mono.create((sink) -> nativeResponse.withConnection((connection) -> {
			Channel channel = connection.channel();
			if (reset) {
				// What is closed without lingering ends with RST and not with FIN
				channel.config().setOption(ChannelOption.SO_LINGER, 0);
			}
			channel.close().addListener((closed) -> sink.error(new AbortedException("Closed on demand")));
		}));
	}

}

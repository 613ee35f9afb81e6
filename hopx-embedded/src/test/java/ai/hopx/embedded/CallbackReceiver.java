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

package ai.hopx.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;

/**
 * A server that is called back. It answers with the statuses it is given, one after the
 * other, and with the last one from then on.
 */
final class CallbackReceiver implements AutoCloseable {

	private final HttpServer server;

	private final List<Integer> statuses;

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	CallbackReceiver(Integer... statuses) {
		this.statuses = List.of(statuses);
		try {
			this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::handle);
		this.server.start();
	}

	private void handle(HttpExchange exchange) throws IOException {
		byte[] body = exchange.getRequestBody().readAllBytes();
		int status = this.statuses.get(Math.min(this.calls.size(), this.statuses.size() - 1));
		this.calls.add(new Call(exchange.getRequestMethod(), exchange.getRequestURI().toString(),
				exchange.getRequestHeaders(), body));
		exchange.getResponseHeaders().set("Location", url("/elsewhere"));
		exchange.sendResponseHeaders(status, -1);
		exchange.close();
	}

	String url(String path) {
		return "http://127.0.0.1:" + this.server.getAddress().getPort() + path;
	}

	List<Call> calls() {
		return List.copyOf(this.calls);
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * One call.
	 *
	 * @param method the verb
	 * @param uri path and query
	 * @param headers the headers
	 * @param body the body
	 */
	record Call(String method, String uri, Headers headers, byte[] body) {

		JsonNode json() {
			return Http.JSON.readTree(this.body);
		}

		String header(String name) {
			return String.valueOf(this.headers.getFirst(name));
		}

	}

}

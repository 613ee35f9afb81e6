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
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A client that knows nothing of Hopx: it sends what it is told and shows what comes.
 */
final class Http {

	static final JsonMapper JSON = new JsonMapper();

	static final HttpClient CLIENT = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(5))
		.build();

	private final URI base;

	private final Map<String, String> headers;

	Http(URI base, Map<String, String> headers) {
		this.base = base;
		this.headers = headers;
	}

	static Http withKey(EmbeddedHopx hopx) {
		return new Http(hopx.baseUrl(), Map.of("X-API-Key", hopx.apiKey()));
	}

	static Http withToken(String host, String token) {
		return new Http(URI.create(host), Map.of("Authorization", "Bearer " + token));
	}

	Http with(String name, String value) {
		Map<String, String> more = new LinkedHashMap<>(this.headers);
		more.put(name, value);
		return new Http(this.base, more);
	}

	Http without(String name) {
		Map<String, String> less = new LinkedHashMap<>(this.headers);
		less.remove(name);
		return new Http(this.base, less);
	}

	/**
	 * Send bytes to a link, with nothing else.
	 */
	static Reply put(String url, byte[] content) {
		URI link = URI.create(url);
		return new Http(link, Map.of()).send("PUT", link.getRawPath(), BodyPublishers.ofByteArray(content));
	}

	Reply get(String path) {
		return send("GET", path, BodyPublishers.noBody());
	}

	Reply delete(String path) {
		return send("DELETE", path, BodyPublishers.noBody());
	}

	Reply post(String path) {
		return send("POST", path, BodyPublishers.noBody());
	}

	Reply post(String path, Object body) {
		return json("POST", path, body);
	}

	Reply put(String path, Object body) {
		return json("PUT", path, body);
	}

	Reply patch(String path, Object body) {
		return json("PATCH", path, body);
	}

	Reply json(String method, String path, Object body) {
		String text = (body instanceof String string) ? string : JSON.writeValueAsString(body);
		return with("Content-Type", "application/json").send(method, path, BodyPublishers.ofString(text));
	}

	Reply send(String method, String path, BodyPublisher body) {
		try {
			return Reply.of(CLIENT.send(request(method, path, body), BodyHandlers.ofByteArray()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Send a request that no client library would.
	 * @param target what stands in the request line
	 * @return what came
	 */
	Reply getRaw(String target) {
		StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: test\r\nConnection: close\r\n");
		this.headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
		try (Socket socket = new Socket(this.base.getHost(), this.base.getPort())) {
			socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			String[] parts = answer.split("\r\n\r\n", 2);
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			parts[0].lines().skip(1).forEach((line) -> headers.put(line.split(": ", 2)[0], line.split(": ", 2)[1]));
			return new Reply(Integer.parseInt(answer.split(" ")[1]), headers,
					parts[1].getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	CompletableFuture<Reply> postLater(String path, Object body) {
		HttpRequest request = with("Content-Type", "application/json").request("POST", path,
				BodyPublishers.ofString(JSON.writeValueAsString(body)));
		return CLIENT.sendAsync(request, BodyHandlers.ofByteArray()).thenApply(Reply::of);
	}

	/**
	 * Send a request and close the connection before it is answered.
	 * @param path where to
	 * @param body the JSON
	 */
	void postAndHangUp(String path, Object body) {
		byte[] json = JSON.writeValueAsBytes(body);
		StringBuilder request = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: test\r\n");
		with("Content-Type", "application/json").with("Content-Length", Integer.toString(json.length)).headers
			.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
		try (Socket socket = new Socket(this.base.getHost(), this.base.getPort())) {
			socket.getOutputStream().write((request + "\r\n").getBytes(StandardCharsets.US_ASCII));
			socket.getOutputStream().write(json);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	HttpRequest request(String method, String path, BodyPublisher body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.base.resolve(path))
			.timeout(Duration.ofSeconds(30))
			.method(method, body);
		this.headers.forEach(request::setHeader);
		return request.build();
	}

	/**
	 * What came.
	 *
	 * @param status the status
	 * @param headers the headers, by name in any case
	 * @param bytes the body
	 */
	record Reply(int status, Map<String, String> headers, byte[] bytes) {

		static Reply of(HttpResponse<byte[]> response) {
			Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
			response.headers().map().forEach((name, values) -> headers.put(name, String.join(", ", values)));
			return new Reply(response.statusCode(), headers, response.body());
		}

		JsonNode json() {
			return JSON.readTree(this.bytes);
		}

		String text(String field) {
			return json().path(field).asString();
		}

		String header(String name) {
			return this.headers.getOrDefault(name, "");
		}

		@Override
		public String toString() {
			return this.status + " " + new String(this.bytes, StandardCharsets.UTF_8);
		}

	}

}

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

package ai.hopx.client.testsupport;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that does to its connections exactly what a test says, for what no
 * well-behaved server does: resets, half replies, silence.
 */
public final class RawServer implements AutoCloseable {

	private final ServerSocket server;

	private final Script script;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

	private final AtomicInteger connections = new AtomicInteger();

	private RawServer(ServerSocket server, Script script) {
		this.server = server;
		this.script = script;
	}

	/**
	 * Start a server.
	 * @param script what to do with each connection, on a thread of its own
	 * @return the server, listening
	 */
	public static RawServer start(Script script) throws IOException {
		RawServer server = new RawServer(new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1")), script);
		Thread acceptor = new Thread(server::accept, "raw-server");
		acceptor.setDaemon(true);
		acceptor.start();
		return server;
	}

	public URI url() {
		return URI.create("http://127.0.0.1:" + this.server.getLocalPort());
	}

	/** The head of each request that was read to its end, in order. */
	public List<String> requests() {
		return this.requests;
	}

	/** How many connections were opened. */
	public int connections() {
		return this.connections.get();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		for (Socket socket : this.sockets) {
			socket.close();
		}
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket socket = this.server.accept();
				this.sockets.add(socket);
				int number = this.connections.incrementAndGet();
				Thread thread = new Thread(() -> serve(socket, number), "raw-connection");
				thread.setDaemon(true);
				thread.start();
			}
			catch (IOException ex) {
				return;
			}
		}
	}

	private void serve(Socket socket, int number) {
		try (socket) {
			this.script.serve(new Connection(socket, number));
		}
		catch (IOException | UncheckedIOException ex) {
			// The client went away: what it saw is what the test looks at
		}
	}

	/**
	 * What a server does with a connection. Returning closes it.
	 */
	@FunctionalInterface
	public interface Script {

		void serve(Connection connection) throws IOException;

	}

	/**
	 * One connection.
	 */
	public final class Connection {

		private final Socket socket;

		private final int number;

		private final InputStream in;

		private final OutputStream out;

		Connection(Socket socket, int number) throws IOException {
			this.socket = socket;
			this.number = number;
			this.in = new BufferedInputStream(socket.getInputStream());
			this.out = socket.getOutputStream();
		}

		/** Its number, from 1. */
		public int number() {
			return this.number;
		}

		/**
		 * Read a request and its body of known length.
		 * @return the head, or {@code null} where the client closed first
		 */
		public String readRequest() throws IOException {
			String head = readHead();
			if (head != null) {
				this.in.skipNBytes(contentLength(head));
				RawServer.this.requests.add(head);
			}
			return head;
		}

		/**
		 * Read a request without its body.
		 * @return the head, or {@code null} where the client closed first
		 */
		public String readHead() throws IOException {
			ByteArrayOutputStream head = new ByteArrayOutputStream();
			int last = 0;
			while ((last & 0xFFFF) != 0x0D0A || !head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
				int next = this.in.read();
				if (next < 0) {
					return null;
				}
				head.write(next);
				last = (last << 8) | next;
			}
			return head.toString(StandardCharsets.ISO_8859_1);
		}

		/** Read until the client is silent for good. */
		public long readAll() throws IOException {
			return this.in.transferTo(OutputStream.nullOutputStream());
		}

		public int read(byte[] bytes) throws IOException {
			return this.in.read(bytes);
		}

		public void write(String text) throws IOException {
			write(text.getBytes(StandardCharsets.UTF_8));
		}

		public void write(byte[] bytes) throws IOException {
			this.out.write(bytes);
			this.out.flush();
		}

		/** Answer a request with JSON, leaving the connection open. */
		public void reply(int status, String json) throws IOException {
			write("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: "
					+ json.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + json);
		}

		/** Close with a TCP reset. */
		public void reset() throws IOException {
			this.socket.setSoLinger(true, 0);
			this.socket.close();
		}

		private static long contentLength(String head) {
			return head.lines()
				.filter((line) -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
				.mapToLong((line) -> Long.parseLong(line.substring(15).strip()))
				.findFirst()
				.orElse(0);
		}

	}

}

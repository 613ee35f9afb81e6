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

package ai.hopx.chaos.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Sends back what it is sent, after what it is told to begin with, and tells how each
 * connection ended.
 */
final class EchoServer implements AutoCloseable {

	private final ServerSocket listener;

	private final List<Socket> sockets = new CopyOnWriteArrayList<>();

	private final BlockingQueue<String> ends = new LinkedBlockingQueue<>();

	private volatile int received;

	EchoServer() throws IOException {
		this.listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		start(this::accept);
	}

	private static void start(Runnable task) {
		Thread thread = new Thread(task, "echo");
		thread.setDaemon(true);
		thread.start();
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.listener.accept();
				this.sockets.add(socket);
				start(() -> echo(socket));
			}
		}
		catch (IOException ex) {
			// Closed
		}
	}

	private void echo(Socket socket) {
		try (InputStream in = socket.getInputStream(); OutputStream out = socket.getOutputStream()) {
			byte[] buffer = new byte[8192];
			int count = in.read(buffer);
			while (count >= 0) {
				this.received += count;
				out.write(buffer, 0, count);
				count = in.read(buffer);
			}
			this.ends.add("closed");
		}
		catch (IOException ex) {
			this.ends.add("reset");
		}
	}

	int port() {
		return this.listener.getLocalPort();
	}

	int received() {
		return this.received;
	}

	int connections() {
		return this.sockets.size();
	}

	/**
	 * Return how the next connection ended: closed or reset.
	 */
	String nextEnd() throws InterruptedException {
		String end = this.ends.poll(10, TimeUnit.SECONDS);
		return (end != null) ? end : "open";
	}

	@Override
	public void close() {
		try {
			this.listener.close();
			for (Socket socket : this.sockets) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

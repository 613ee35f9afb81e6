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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/**
 * Looks for the API key in what is sent to sandboxes, as it really goes over the wire.
 */
public final class KeyWatch {

	private static final int MOST = 20;

	private final byte[] key;

	private final AtomicLong bytes = new AtomicLong();

	private final List<String> sightings = new CopyOnWriteArrayList<>();

	/**
	 * Create a watch.
	 * @param key the key that must not be seen
	 */
	public KeyWatch(String key) {
		this.key = key.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Return how much was looked through.
	 * @return the number of bytes
	 */
	public long bytes() {
		return this.bytes.get();
	}

	/**
	 * Return where the key was seen.
	 * @return what was sent, without the key
	 */
	public List<String> sightings() {
		return List.copyOf(this.sightings);
	}

	/**
	 * Begin with a connection.
	 */
	Scan scan(int port) {
		return new Scan(port);
	}

	/**
	 * One direction of one connection. The key may come in pieces.
	 */
	final class Scan {

		private final int port;

		private byte[] tail = new byte[0];

		private Scan(int port) {
			this.port = port;
		}

		void look(ByteBuf piece) {
			KeyWatch.this.bytes.addAndGet(piece.readableBytes());
			byte[] fresh = ByteBufUtil.getBytes(piece);
			byte[] text = new byte[this.tail.length + fresh.length];
			System.arraycopy(this.tail, 0, text, 0, this.tail.length);
			System.arraycopy(fresh, 0, text, this.tail.length, fresh.length);
			String all = new String(text, StandardCharsets.ISO_8859_1);
			String wanted = new String(KeyWatch.this.key, StandardCharsets.ISO_8859_1);
			if (all.contains(wanted) && KeyWatch.this.sightings.size() < MOST) {
				int line = all.indexOf('\r');
				KeyWatch.this.sightings.add("the agent at port %d was sent the key with: %s".formatted(this.port,
						all.substring(0, Math.min((line > 0) ? line : all.length(), 120)).replace(wanted, "***")));
			}
			int kept = Math.min(text.length, KeyWatch.this.key.length - 1);
			this.tail = new byte[kept];
			System.arraycopy(text, text.length - kept, this.tail, 0, kept);
		}

	}

}

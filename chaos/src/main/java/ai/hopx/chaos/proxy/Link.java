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
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;

import ai.hopx.chaos.proxy.ConnectionFault.Kind;

/**
 * One connection of a client and the one to the server behind it. Reads one piece at a
 * time and the next when that has been passed on, so that pieces keep their order however
 * late they are and nothing piles up. Lives on one event loop.
 */
final class Link {

	private static final byte[] UPGRADED = "HTTP/1.1 101".getBytes(StandardCharsets.US_ASCII);

	private static final int LONGEST_DRIP_PIECE = 400;

	private final Channel client;

	private final FaultCounts counts;

	private final KeyWatch.@Nullable Scan scan;

	private final SplittableRandom random;

	private ConnectionFault fault;

	private @Nullable Channel server;

	private long moved;

	private long passed;

	private boolean upgraded;

	private boolean silent;

	/**
	 * Create a link.
	 * @param client the client's connection
	 * @param fault what becomes of it
	 * @param counts takes note of it when it does
	 * @param scan looks at what the client sends, or {@code null} where nobody does
	 */
	Link(Channel client, ConnectionFault fault, FaultCounts counts, KeyWatch.@Nullable Scan scan) {
		this.client = client;
		this.fault = fault;
		this.counts = counts;
		this.scan = scan;
		this.random = new SplittableRandom(fault.seed());
	}

	void open(String host, int port) {
		Kind kind = this.fault.kind();
		if (kind == Kind.REFUSED) {
			this.counts.met(kind);
			reset();
		}
		else if (kind == Kind.BLACK_HOLE) {
			this.counts.met(kind);
			fallSilent();
		}
		else {
			if (kind == Kind.LATENCY || kind == Kind.JITTER || kind == Kind.DRIP) {
				this.counts.met(kind);
			}
			connect(host, port);
		}
	}

	private void connect(String host, int port) {
		ChannelFuture connecting = new Bootstrap().group(this.client.eventLoop())
			.channel(NioSocketChannel.class)
			.option(ChannelOption.AUTO_READ, false)
			.option(ChannelOption.TCP_NODELAY, true)
			.handler(new Flow(this, false))
			.connect(host, port);
		this.server = connecting.channel();
		connecting.addListener((ChannelFutureListener) (connected) -> {
			if (connected.isSuccess()) {
				this.client.read();
				connected.channel().read();
			}
			else {
				reset();
			}
		});
	}

	/**
	 * Go on as if nothing had been planned. What is silent has lost too much for that.
	 */
	void calm() {
		this.fault = ConnectionFault.NONE;
		if (this.silent) {
			reset();
		}
	}

	void received(boolean fromClient, ByteBuf piece) {
		this.moved++;
		if (fromClient && this.scan != null) {
			this.scan.look(piece);
		}
		int rest = left(fromClient, piece);
		if (rest < 0) {
			pass(fromClient, piece);
			return;
		}
		ByteBuf last = piece.readRetainedSlice(Math.min(rest, piece.readableBytes()));
		piece.release();
		this.counts.met(this.fault.kind());
		Channel target = target(fromClient);
		if (target == null) {
			last.release();
			strike();
		}
		else {
			target.writeAndFlush(last).addListener((sent) -> strike());
		}
	}

	/**
	 * Return how many bytes of a piece pass before the fault strikes, or -1 where it does
	 * not strike now.
	 */
	private int left(boolean fromClient, ByteBuf piece) {
		boolean matters = switch (this.fault.kind()) {
			case RESET_MID_REQUEST -> fromClient;
			case RESET_MID_RESPONSE, HALF_OPEN, BLACK_HOLE_MIDWAY -> !fromClient;
			case RESET_MID_FRAME -> !fromClient && isFrame(piece);
			default -> false;
		};
		if (!matters) {
			return -1;
		}
		long before = this.passed;
		this.passed += piece.readableBytes();
		return (this.passed > this.fault.after()) ? (int) (this.fault.after() - before) : -1;
	}

	private boolean isFrame(ByteBuf piece) {
		if (!this.upgraded) {
			this.upgraded = piece.readableBytes() >= UPGRADED.length && ByteBufUtil.equals(piece, piece.readerIndex(),
					Unpooled.wrappedBuffer(UPGRADED), 0, UPGRADED.length);
			return false;
		}
		return true;
	}

	private void strike() {
		switch (this.fault.kind()) {
			case HALF_OPEN -> {
				fallSilent();
				Channel server = this.server;
				if (server != null) {
					reset(server);
				}
			}
			case BLACK_HOLE_MIDWAY -> fallSilent();
			default -> reset();
		}
	}

	private void pass(boolean fromClient, ByteBuf piece) {
		switch (this.fault.kind()) {
			case LATENCY -> later(() -> write(fromClient, piece), this.fault.pauseMillis());
			case JITTER -> later(() -> write(fromClient, piece), this.random.nextInt(this.fault.pauseMillis() + 1));
			case DRIP -> drip(fromClient, piece);
			default -> write(fromClient, piece);
		}
	}

	private void drip(boolean fromClient, ByteBuf piece) {
		later(() -> {
			int size = 1 + this.random.nextInt(LONGEST_DRIP_PIECE);
			Channel target = target(fromClient);
			if (size >= piece.readableBytes() || target == null || !target.isActive()) {
				write(fromClient, piece);
				return;
			}
			target.writeAndFlush(piece.readRetainedSlice(size));
			drip(fromClient, piece);
		}, this.fault.pauseMillis());
	}

	private void write(boolean fromClient, ByteBuf piece) {
		Channel target = target(fromClient);
		if (target == null) {
			piece.release();
			return;
		}
		target.writeAndFlush(piece).addListener((ChannelFutureListener) (sent) -> {
			if (!sent.isSuccess()) {
				reset();
			}
			else if (!this.silent) {
				Channel source = fromClient ? this.client : this.server;
				if (source != null) {
					source.read();
				}
				if (!fromClient && this.fault.kind() == Kind.STALE) {
					goStale();
				}
			}
		});
	}

	private void goStale() {
		long seen = this.moved;
		later(() -> {
			if (this.moved == seen && this.fault.kind() == Kind.STALE && this.client.isActive()) {
				this.counts.met(Kind.STALE);
				reset();
			}
		}, this.fault.pauseMillis());
	}

	private void fallSilent() {
		this.silent = true;
		later(this::reset, this.fault.pauseMillis());
	}

	private void later(Runnable action, int millis) {
		this.client.eventLoop().schedule(action, millis, TimeUnit.MILLISECONDS);
	}

	private @Nullable Channel target(boolean fromClient) {
		return fromClient ? this.server : this.client;
	}

	/**
	 * One side has closed its connection.
	 */
	void ended(boolean fromClient) {
		Channel other = target(fromClient);
		if (other == null || (this.silent && !fromClient)) {
			return;
		}
		other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
	}

	void reset() {
		reset(this.client);
		Channel server = this.server;
		if (server != null) {
			reset(server);
		}
	}

	private static void reset(Channel channel) {
		if (channel.isOpen()) {
			channel.config().setOption(ChannelOption.SO_LINGER, 0);
			channel.close();
		}
	}

}

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

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.resolver.AddressResolverGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;

import ai.hopx.chaos.proxy.ConnectionFault.Kind;
import ai.hopx.embedded.ledger.Plane;

/**
 * A TCP proxy in front of every port of this machine that a client asks for, with a port
 * of its own for each, that treats connections as a plan says. Safe for use from many
 * threads.
 */
public final class ChaosProxy implements AutoCloseable {

	private static final String LOOPBACK = "127.0.0.1";

	private static final long UNUSED_MILLIS = 60_000;

	private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1,
			new DefaultThreadFactory("chaos-proxy", true), NioIoHandler.newFactory());

	private final EventLoop loop = this.loops.next();

	private final Map<Integer, Gate> gates = new ConcurrentHashMap<>();

	private final Set<Link> links = ConcurrentHashMap.newKeySet();

	private final AtomicInteger lookUps = new AtomicInteger();

	private final AtomicInteger toControl = new AtomicInteger();

	private final AtomicInteger toSandboxes = new AtomicInteger();

	private final FaultCounts counts = new FaultCounts();

	private final ConnectionPlan plan;

	private final KeyWatch keyWatch;

	private final int controlPort;

	private volatile boolean calm;

	/**
	 * Create a proxy.
	 * @param plan what becomes of connections
	 * @param keyWatch looks at what is sent to sandboxes
	 * @param controlPort the control plane's port; all others are sandboxes'
	 */
	public ChaosProxy(ConnectionPlan plan, KeyWatch keyWatch, int controlPort) {
		this.plan = plan;
		this.keyWatch = keyWatch;
		this.controlPort = controlPort;
		this.loop.scheduleAtFixedRate(this::closeUnused, UNUSED_MILLIS, UNUSED_MILLIS / 4, TimeUnit.MILLISECONDS);
	}

	/**
	 * Return what makes an HTTP client use the proxy.
	 * @return the resolver, which sends every connection here
	 */
	public AddressResolverGroup<InetSocketAddress> resolver() {
		return new ProxiedAddresses(this);
	}

	/**
	 * Look up where the proxy stands in for a port.
	 * @param port the port of this machine that is meant
	 * @return the proxy's address, or a failure where the plan has one
	 */
	public CompletableFuture<InetSocketAddress> lookUp(int port) {
		if (this.plan.failsLookUp(this.lookUps.getAndIncrement()) && !this.calm) {
			this.counts.met(Kind.DNS_FAILURE);
			return CompletableFuture.failedFuture(new UnknownHostException("There is no such host, says the plan"));
		}
		Gate gate = this.gates.computeIfAbsent(port, this::listen);
		gate.usedAt = System.nanoTime();
		return gate.address;
	}

	private Gate listen(int port) {
		Gate gate = new Gate();
		new ServerBootstrap().group(this.loops)
			.channel(NioServerSocketChannel.class)
			.childOption(ChannelOption.AUTO_READ, false)
			.childOption(ChannelOption.TCP_NODELAY, true)
			.childHandler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel channel) {
					accept(channel, port);
				}

			})
			.bind(LOOPBACK, 0)
			.addListener((ChannelFutureListener) (bound) -> {
				gate.channel = bound.channel();
				if (bound.isSuccess()) {
					gate.address.complete((InetSocketAddress) bound.channel().localAddress());
				}
				else {
					gate.address.completeExceptionally(bound.cause());
				}
			});
		return gate;
	}

	private void accept(SocketChannel channel, int port) {
		boolean control = port == this.controlPort;
		int ordinal = (control ? this.toControl : this.toSandboxes).getAndIncrement();
		ConnectionFault fault = this.calm ? ConnectionFault.NONE
				: this.plan.connection(control ? Plane.CONTROL : Plane.DATA, ordinal);
		Link link = new Link(channel, fault, this.counts, control ? null : this.keyWatch.scan(port));
		this.links.add(link);
		channel.closeFuture().addListener((closed) -> this.links.remove(link));
		channel.pipeline().addLast(new Flow(link, true));
		// After it was registered: until then it can neither read nor be reset
		channel.eventLoop().execute(() -> link.open(LOOPBACK, port));
	}

	private void closeUnused() {
		long now = System.nanoTime();
		this.gates.forEach((port, gate) -> {
			Channel channel = gate.channel;
			if (channel != null && now - gate.usedAt > TimeUnit.MILLISECONDS.toNanos(UNUSED_MILLIS)) {
				this.gates.remove(port, gate);
				channel.close();
			}
		});
	}

	/**
	 * Return how often each fault was met.
	 * @return the counts, which go on
	 */
	public FaultCounts counts() {
		return this.counts;
	}

	/**
	 * Return how many connections there were.
	 * @return the number, to both planes
	 */
	public int connections() {
		return this.toControl.get() + this.toSandboxes.get();
	}

	/**
	 * Be a good line from now on. Connections that had fallen silent are reset.
	 */
	public void calm() {
		this.calm = true;
		this.loop.execute(() -> this.links.forEach(Link::calm));
	}

	@Override
	public void close() {
		this.loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
	}

	private static final class Gate {

		private final CompletableFuture<InetSocketAddress> address = new CompletableFuture<>();

		private volatile @Nullable Channel channel;

		private volatile long usedAt = System.nanoTime();

	}

}

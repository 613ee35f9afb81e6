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

package ai.hopx.embedded.desktop;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.Unpooled;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.NettyInbound;
import reactor.netty.NettyOutbound;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpServer;

import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.runtime.SocketSession;

/**
 * A port of this machine's loopback that leads to a socket inside a sandbox.
 */
final class VncForward {

	private static final Log logger = LogFactory.getLog(VncForward.class);

	/** Who can watch at a time. */
	static final int MAX_CONNECTIONS = 8;

	private final SandboxRuntime runtime;

	private final String socket;

	private final AtomicInteger connections = new AtomicInteger();

	private final ChannelGroup channels = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

	private VncForward(SandboxRuntime runtime, String socket) {
		this.runtime = runtime;
		this.socket = socket;
	}

	/**
	 * Open a port.
	 * @param loops the server's event loops
	 * @param runtime the inside of the sandbox
	 * @param socket the socket's path there
	 * @return the port, once it accepts connections
	 */
	static Mono<Port> open(LoopResources loops, SandboxRuntime runtime, String socket) {
		VncForward forward = new VncForward(runtime, socket);
		return TcpServer.create()
			.host("127.0.0.1")
			.port(0)
			.runOn(loops)
			.channelGroup(forward.channels)
			.handle(forward::connect)
			.bind()
			.map((server) -> new Port(server, forward.channels));
	}

	private Mono<Void> connect(NettyInbound in, NettyOutbound out) {
		if (this.connections.incrementAndGet() > MAX_CONNECTIONS) {
			this.connections.decrementAndGet();
			return Mono.empty();
		}
		SocketSession session = this.runtime.connect(this.socket);
		Mono<Void> shown = out.send(session.output().map(Unpooled::wrappedBuffer), (piece) -> true).then();
		Mono<Void> typed = in.receive().asByteArray().concatMap(session::write, 1).then();
		return Mono.firstWithSignal(shown, typed).onErrorResume((ex) -> {
			logger.debug("A VNC connection broke off", ex);
			return Mono.empty();
		}).doFinally((signal) -> this.connections.decrementAndGet());
	}

	/**
	 * An open port.
	 *
	 * @param server listens on it
	 * @param channels its connections
	 */
	record Port(DisposableServer server, ChannelGroup channels) {

		int number() {
			return this.server.port();
		}

		void close() {
			this.server.dispose();
			this.channels.close();
		}

	}

}

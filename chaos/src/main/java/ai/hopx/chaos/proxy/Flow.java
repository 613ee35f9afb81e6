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

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * One end of a link, which hears of what its peer sends.
 */
final class Flow extends ChannelInboundHandlerAdapter {

	private final Link link;

	private final boolean fromClient;

	Flow(Link link, boolean fromClient) {
		this.link = link;
		this.fromClient = fromClient;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		this.link.received(this.fromClient, (ByteBuf) message);
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		this.link.ended(this.fromClient);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		this.link.reset();
	}

}

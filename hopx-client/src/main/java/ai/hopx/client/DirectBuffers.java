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

package ai.hopx.client;

import io.netty.buffer.PooledByteBufAllocator;

import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

/**
 * Buffers outside the heap, from the allocator of the connections. The network and disks
 * take from them and fill them without another copy. Whoever allocates one releases it.
 */
public final class DirectBuffers {

	private static final DataBufferFactory FACTORY = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);

	private DirectBuffers() {
	}

	/**
	 * Return what allocates them.
	 * @return the factory; safe for use from many threads
	 */
	public static DataBufferFactory factory() {
		return FACTORY;
	}

}

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

package ai.hopx.client.core;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ReadableByteChannel;

import ai.hopx.client.DirectBuffers;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.Resource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * What is in a resource of this machine, read off the event loop as fast as it is taken.
 *
 * @param length length in bytes, or -1 where unknown
 * @param flux the content; opened anew by each subscriber
 */
record ResourceContent(long length, Flux<DataBuffer> flux) {

	private static final int CHUNK = 64 * 1024;

	/**
	 * How many chunks are read ahead of the network, which would ask for 128: few enough
	 * to be in the processor's cache still when they are sent.
	 */
	private static final int AHEAD = 8;

	static Mono<ResourceContent> of(Resource resource) {
		return Mono.fromCallable(() -> new ResourceContent(length(resource), content(resource)))
			.onErrorMap(IOException.class,
					(error) -> new HopxException("Cannot read what is to be uploaded: " + error, HopxError.of(null),
							error))
			.subscribeOn(Schedulers.boundedElastic());
	}

	/**
	 * Of a resource that can be read only once, the length is not worth the reading.
	 */
	private static long length(Resource resource) throws IOException {
		return resource.isOpen() ? -1 : resource.contentLength();
	}

	private static Flux<DataBuffer> content(Resource resource) {
		return Flux
			.<DataBuffer, ReadableByteChannel>generate(resource::readableChannel, ResourceContent::read,
					ResourceContent::close)
			.subscribeOn(Schedulers.boundedElastic())
			.limitRate(AHEAD);
	}

	private static ReadableByteChannel read(ReadableByteChannel input, SynchronousSink<DataBuffer> sink) {
		DataBuffer chunk = DirectBuffers.factory().allocateBuffer(CHUNK);
		boolean passedOn = false;
		try {
			boolean more = fill(chunk, input);
			if (chunk.readableByteCount() > 0) {
				passedOn = true;
				sink.next(chunk);
			}
			if (!more) {
				sink.complete();
			}
		}
		catch (ClosedByInterruptException ex) {
			// Cancelled while it read: nobody waits for an error
			sink.complete();
		}
		catch (IOException ex) {
			sink.error(ex);
		}
		finally {
			if (!passedOn) {
				DataBufferUtils.release(chunk);
			}
		}
		return input;
	}

	/**
	 * Read until there is no more room.
	 * @return whether there may be more to read
	 */
	private static boolean fill(DataBuffer chunk, ReadableByteChannel input) throws IOException {
		try (DataBuffer.ByteBufferIterator parts = chunk.writableByteBuffers()) {
			while (parts.hasNext()) {
				ByteBuffer part = parts.next();
				while (part.hasRemaining()) {
					int read = input.read(part);
					if (read < 0) {
						return false;
					}
					chunk.writePosition(chunk.writePosition() + read);
				}
			}
			return true;
		}
	}

	private static void close(ReadableByteChannel input) {
		try {
			input.close();
		}
		catch (IOException ex) {
			// All that was wanted of it has been read
		}
	}

}

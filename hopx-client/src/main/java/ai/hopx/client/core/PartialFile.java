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

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A file that is on its way: it lies beside its target under another name and takes the
 * target's place when it is complete.
 */
final class PartialFile {

	private static final int BATCH = 256 * 1024;

	/**
	 * Buffers that wait for the disk; a sender that is faster is held back.
	 */
	private static final int WAITING = 64;

	private final Path target;

	private final Path partial;

	private final OutputStream output;

	private final byte[] batch = new byte[BATCH];

	private int filled;

	private boolean closed;

	private PartialFile(Path target) throws IOException {
		// What a link points at is replaced, and not the link
		this.target = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
		if (Files.isDirectory(this.target)) {
			throw new IOException("It is a directory");
		}
		this.partial = this.target.resolveSibling("." + this.target.getFileName() + "." + UUID.randomUUID() + ".part");
		// Of a channel, an interrupt would close the file under a write
		this.output = new FileOutputStream(this.partial.toFile());
	}

	/**
	 * Write content to a file.
	 * @param content the content; its buffers are released
	 * @param target the file
	 */
	static Mono<Void> write(Flux<DataBuffer> content, Path target) {
		return Mono.usingWhen(blocking(target, () -> new PartialFile(target)),
				(file) -> content.publishOn(Schedulers.boundedElastic(), WAITING)
					.doOnDiscard(DataBuffer.class, DataBufferUtils::release)
					.doOnNext(file::append)
					.then(),
				(file) -> blocking(target, file::commit), (file, error) -> blocking(target, file::abandon),
				(file) -> blocking(target, file::abandon));
	}

	private static <T> Mono<T> blocking(Path target, Callable<T> work) {
		return Mono.fromCallable(work)
			.onErrorMap(IOException.class, (error) -> failure(target, error))
			.subscribeOn(Schedulers.boundedElastic());
	}

	private static HopxException failure(Path target, IOException error) {
		return new HopxException("Cannot write the download to '%s': %s".formatted(target, error),
				new HopxError(null, null, null, null, Map.of()), error);
	}

	private synchronized void append(DataBuffer buffer) {
		try {
			while (!this.closed && buffer.readableByteCount() > 0) {
				int length = Math.min(buffer.readableByteCount(), BATCH - this.filled);
				buffer.read(this.batch, this.filled, length);
				this.filled += length;
				if (this.filled == BATCH) {
					flush();
				}
			}
		}
		catch (IOException ex) {
			throw failure(this.target, ex);
		}
		finally {
			DataBufferUtils.release(buffer);
		}
	}

	private void flush() throws IOException {
		this.output.write(this.batch, 0, this.filled);
		this.filled = 0;
	}

	private synchronized Void commit() throws IOException {
		try {
			flush();
			close();
			Files.move(this.partial, this.target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
		}
		catch (IOException ex) {
			abandon();
			throw ex;
		}
		return null;
	}

	private synchronized Void abandon() throws IOException {
		try {
			close();
		}
		finally {
			Files.deleteIfExists(this.partial);
		}
		return null;
	}

	private void close() throws IOException {
		this.closed = true;
		this.output.close();
	}

}

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
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Callable;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A file that is on its way: it lies beside its target under another name and takes the
 * target's place when it is complete. What arrives is copied into a batch at once, so
 * that no buffer has to wait, and be lost, on its way to another thread; only whole
 * batches go to the disk, off the event loop, and hold the sender back meanwhile.
 */
final class PartialFile {

	private static final int BATCH = 256 * 1024;

	private final Path target;

	private final Path partial;

	private byte[] batch = new byte[BATCH];

	private int filled;

	private @Nullable OutputStream output;

	private boolean closed;

	private PartialFile(Path target) {
		this.target = target;
		this.partial = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
	}

	/**
	 * Write content to a file.
	 * @param content the content; its buffers are released
	 * @param target the file
	 */
	static Mono<Void> write(Flux<DataBuffer> content, Path target) {
		return onDisk(target, () -> resolve(target))
			.flatMap((resolved) -> Mono.usingWhen(Mono.fromSupplier(() -> new PartialFile(resolved)),
					(file) -> file.open().thenMany(file.append(content)).then(), PartialFile::commit,
					(file, error) -> file.abandon(), PartialFile::abandon));
	}

	/**
	 * What a link points at is replaced, and not the link.
	 */
	private static Path resolve(Path target) throws IOException {
		Path resolved = Files.isSymbolicLink(target) ? target.toRealPath() : target.toAbsolutePath();
		if (Files.isDirectory(resolved)) {
			throw new IOException("It is a directory");
		}
		return resolved;
	}

	/**
	 * Work that is done also if nobody waits for it any more: a task that is cancelled
	 * while it waits for a thread would leave a file open.
	 */
	private static <T> Mono<T> onDisk(Path target, Callable<@Nullable T> work) {
		return Mono.create((sink) -> Schedulers.boundedElastic().schedule(() -> {
			try {
				sink.success(work.call());
			}
			catch (Exception ex) {
				sink.error(new HopxException("Cannot write the download to '%s': %s".formatted(target, ex),
						HopxError.of(null), ex));
			}
		}));
	}

	private Mono<Void> open() {
		return onDisk(this.target, () -> {
			synchronized (this) {
				if (!this.closed) {
					this.output = new FileOutputStream(this.partial.toFile());
				}
			}
			return null;
		});
	}

	private Flux<Void> append(Flux<DataBuffer> content) {
		return content.concatMap(this::append, 0).doOnDiscard(DataBuffer.class, DataBufferUtils::release);
	}

	private Mono<Void> append(DataBuffer buffer) {
		try {
			int length = buffer.readableByteCount();
			if (this.filled + length > this.batch.length) {
				this.batch = Arrays.copyOf(this.batch, this.filled + length);
			}
			buffer.read(this.batch, this.filled, length);
			this.filled += length;
		}
		finally {
			DataBufferUtils.release(buffer);
		}
		return (this.filled < BATCH) ? Mono.empty() : onDisk(this.target, this::flush);
	}

	private synchronized @Nullable Void flush() throws IOException {
		if (!this.closed && this.output != null) {
			this.output.write(this.batch, 0, this.filled);
			this.filled = 0;
		}
		return null;
	}

	private Mono<Void> commit() {
		return onDisk(this.target, () -> {
			flush();
			close();
			Files.move(this.partial, this.target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			return (Void) null;
		}).onErrorResume((error) -> abandon().then(Mono.error(error)));
	}

	private Mono<Void> abandon() {
		return onDisk(this.target, () -> {
			try {
				close();
			}
			finally {
				Files.deleteIfExists(this.partial);
			}
			return null;
		});
	}

	private synchronized void close() throws IOException {
		this.closed = true;
		if (this.output != null) {
			this.output.close();
		}
	}

}

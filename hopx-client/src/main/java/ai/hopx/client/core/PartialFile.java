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
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.Callable;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBuffer;

/**
 * A file that is on its way: it lies beside its target under another name and takes the
 * target's place when it is complete. All that is done on the disk is done by one thread
 * at a time, in the order in which it was asked for.
 */
final class PartialFile {

	private final Path target;

	private final Scheduler.Worker disk = Schedulers.boundedElastic().createWorker();

	private @Nullable Path resolved;

	private @Nullable Path partial;

	private @Nullable FileChannel channel;

	private volatile @Nullable DiskBatches batches;

	private PartialFile(Path target) {
		this.target = target;
	}

	/**
	 * Write content to a file.
	 * @param content the content; its buffers are released
	 * @param target the file
	 */
	static Mono<Void> write(Flux<DataBuffer> content, Path target) {
		return Mono.usingWhen(Mono.fromSupplier(() -> new PartialFile(target)),
				(file) -> file.onDisk(file::open).then(file.append(content)), PartialFile::commit,
				(file, error) -> file.abandon(), PartialFile::abandon);
	}

	/**
	 * Work that is done also if nobody waits for it any more: a task that is cancelled
	 * while it waits for a thread would leave a file open.
	 */
	private Mono<Void> onDisk(Callable<@Nullable Void> work) {
		return Mono.create((sink) -> this.disk.schedule(() -> {
			try {
				work.call();
				sink.success();
			}
			catch (Exception ex) {
				sink.error(translate(ex));
			}
		}));
	}

	private HopxException translate(Exception failure) {
		return new HopxException("Cannot write the download to '%s': %s".formatted(this.target, failure),
				HopxError.of(null), failure);
	}

	private @Nullable Void open() throws IOException {
		// What a link points at is replaced, and not the link
		Path resolved = Files.isSymbolicLink(this.target) ? this.target.toRealPath() : this.target.toAbsolutePath();
		if (Files.isDirectory(resolved)) {
			throw new IOException("It is a directory");
		}
		this.resolved = resolved;
		Path partial = resolved.resolveSibling("." + resolved.getFileName() + "." + UUID.randomUUID() + ".part");
		this.channel = FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		this.partial = partial;
		return null;
	}

	private Mono<Void> append(Flux<DataBuffer> content) {
		return Mono.<Void>create((sink) -> {
			DiskBatches batches = new DiskBatches(this.disk, this::write, sink);
			this.batches = batches;
			content.subscribe(batches);
		}).onErrorMap(IOException.class, this::translate);
	}

	private void write(ByteBuffer batch) throws IOException {
		FileChannel channel = this.channel;
		while (channel != null && batch.hasRemaining()) {
			channel.write(batch);
		}
	}

	private Mono<Void> commit() {
		return onDisk(() -> {
			close();
			Path partial = this.partial;
			Path resolved = this.resolved;
			if (partial != null && resolved != null) {
				Files.move(partial, resolved, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			}
			return null;
		}).onErrorResume((error) -> delete().then(Mono.error(error))).doFinally((signal) -> this.disk.dispose());
	}

	private Mono<Void> abandon() {
		return delete().doFinally((signal) -> this.disk.dispose());
	}

	private Mono<Void> delete() {
		return onDisk(() -> {
			try {
				close();
			}
			finally {
				Path partial = this.partial;
				if (partial != null) {
					Files.deleteIfExists(partial);
				}
			}
			return null;
		});
	}

	private void close() throws IOException {
		DiskBatches batches = this.batches;
		if (batches != null) {
			batches.free();
		}
		FileChannel channel = this.channel;
		this.channel = null;
		if (channel != null) {
			channel.close();
		}
	}

}

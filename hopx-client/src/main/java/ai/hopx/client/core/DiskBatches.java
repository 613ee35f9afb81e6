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
import java.util.concurrent.RejectedExecutionException;

import ai.hopx.client.DirectBuffers;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * Brings content to a disk in batches. What arrives is copied into a batch at once, so
 * that no buffer has to wait, and be lost, on its way to another thread. While one batch
 * is written the next one is filled; once that is full too, the sender is held back. The
 * two are outside the heap, from where a disk takes them without another copy.
 */
final class DiskBatches implements CoreSubscriber<DataBuffer> {

	private static final int BATCH = 256 * 1024;

	private final Scheduler.Worker disk;

	private final Writer writer;

	private final MonoSink<Void> sink;

	@SuppressWarnings("NullAway.Init")
	private Subscription content;

	/**
	 * Guards all that follows. Nothing is written while it is held.
	 */
	private final Object lock = new Object();

	private @Nullable DataBuffer filling;

	private @Nullable DataBuffer spare;

	/**
	 * What is written, or will be next.
	 */
	private @Nullable DataBuffer leaving;

	private boolean heldBack;

	private boolean complete;

	private boolean freed;

	/**
	 * Create batches, to be subscribed to the content once.
	 * @param disk where they are written, one after the other
	 * @param writer writes one
	 * @param sink told when all is written, or that it cannot be
	 */
	DiskBatches(Scheduler.Worker disk, Writer writer, MonoSink<Void> sink) {
		this.disk = disk;
		this.writer = writer;
		this.sink = sink;
	}

	@Override
	public Context currentContext() {
		return Context.of(this.sink.contextView());
	}

	@Override
	public void onSubscribe(Subscription subscription) {
		this.content = subscription;
		this.sink.onCancel(subscription::cancel);
		subscription.request(1);
	}

	@Override
	public void onNext(DataBuffer piece) {
		boolean write = false;
		boolean goOn = false;
		synchronized (this.lock) {
			if (!this.freed) {
				boolean isFull = append(piece);
				write = isFull && takeOut();
				this.heldBack = isFull && !write;
				goOn = !this.heldBack;
			}
		}
		DataBufferUtils.release(piece);
		go(write, goOn, false);
	}

	private boolean append(DataBuffer piece) {
		DataBuffer batch = this.filling;
		if (batch == null) {
			batch = DirectBuffers.factory().allocateBuffer(BATCH);
			this.filling = batch;
		}
		batch.ensureWritable(piece.readableByteCount()).write(piece);
		return batch.readableByteCount() >= BATCH;
	}

	@Override
	public void onError(Throwable failure) {
		this.sink.error(failure);
	}

	@Override
	public void onComplete() {
		boolean write;
		boolean done;
		synchronized (this.lock) {
			this.complete = true;
			write = takeOut();
			done = this.leaving == null;
		}
		go(write, false, done);
	}

	/**
	 * Take out what has been filled, to be written, and go on with the other batch.
	 * @return whether there is something to write now
	 */
	private boolean takeOut() {
		DataBuffer batch = this.filling;
		if (this.leaving != null || batch == null || batch.readableByteCount() == 0) {
			return false;
		}
		this.leaving = batch;
		this.filling = this.spare;
		this.spare = null;
		return true;
	}

	private void go(boolean write, boolean goOn, boolean done) {
		if (write) {
			try {
				this.disk.schedule(this::write);
			}
			catch (RejectedExecutionException ex) {
				// The file was given up meanwhile, and the memory given back
			}
		}
		if (goOn) {
			this.content.request(1);
		}
		if (done) {
			this.sink.success();
		}
	}

	private void write() {
		DataBuffer batch;
		synchronized (this.lock) {
			batch = this.leaving;
		}
		if (batch == null) {
			return;
		}
		try (DataBuffer.ByteBufferIterator parts = batch.readableByteBuffers()) {
			while (parts.hasNext()) {
				this.writer.write(parts.next());
			}
		}
		catch (IOException ex) {
			this.content.cancel();
			this.sink.error(ex);
			return;
		}
		written(batch.readPosition(0).writePosition(0));
	}

	private void written(DataBuffer batch) {
		boolean write;
		boolean goOn;
		boolean done;
		synchronized (this.lock) {
			this.leaving = null;
			this.spare = batch;
			goOn = this.heldBack;
			this.heldBack = false;
			write = (goOn || this.complete) && takeOut();
			done = this.complete && !write;
		}
		go(write, goOn, done);
	}

	/**
	 * Give back the memory, on the thread that writes. What comes later is left out.
	 */
	void free() {
		synchronized (this.lock) {
			this.freed = true;
			DataBufferUtils.release(this.filling);
			DataBufferUtils.release(this.spare);
			DataBufferUtils.release(this.leaving);
			this.filling = null;
			this.spare = null;
			this.leaving = null;
		}
	}

	/**
	 * Writes a batch.
	 */
	@FunctionalInterface
	interface Writer {

		void write(ByteBuffer batch) throws IOException;

	}

}

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

package ai.hopx.embedded.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes to a pipe in the order of the calls, without making the callers wait for it. A
 * thread is borrowed only while there is something to write.
 */
final class Outbox {

	private final OutputStream out;

	private final Executor executor;

	private final Queue<byte[][]> frames = new ConcurrentLinkedQueue<>();

	private final AtomicInteger pending = new AtomicInteger();

	private volatile boolean broken;

	Outbox(OutputStream out, Executor executor) {
		this.out = out;
		this.executor = executor;
	}

	void write(byte[]... frame) {
		this.frames.add(frame);
		schedule();
	}

	/**
	 * Close the pipe, after all that was written before.
	 */
	void close() {
		write();
	}

	private void schedule() {
		if (this.pending.getAndIncrement() == 0) {
			try {
				this.executor.execute(this::drain);
			}
			catch (RejectedExecutionException ex) {
				// Everything has ended; nobody is there to read it
				this.broken = true;
			}
		}
	}

	private void drain() {
		int missed = 1;
		do {
			byte[][] frame;
			while ((frame = this.frames.poll()) != null) {
				writeNow(frame);
			}
			flush();
			missed = this.pending.addAndGet(-missed);
		}
		while (missed != 0);
	}

	private void writeNow(byte[][] frame) {
		if (this.broken) {
			return;
		}
		try {
			if (frame.length == 0) {
				this.broken = true;
				this.out.close();
			}
			for (byte[] part : frame) {
				this.out.write(part);
			}
		}
		catch (IOException ex) {
			// The reader sees the end of the process and tells everyone
			this.broken = true;
		}
	}

	private void flush() {
		if (this.broken) {
			return;
		}
		try {
			this.out.flush();
		}
		catch (IOException ex) {
			this.broken = true;
		}
	}

}

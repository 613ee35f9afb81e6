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

package ai.hopx.benchmarks.pool;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.pool.PooledSandbox;
import ai.hopx.client.pool.ReactivePooledSandbox;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to take a sandbox out of a pool that has one, and to give it back, for
 * one caller at a time. Each call is a sample of its own; what prepares and ends it is
 * left out. The pool creates and kills in the background meanwhile. A queue shows what
 * there is to be had at best.
 */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Threads(1)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 2, time = 3)
public class AcquireBenchmark {

	/**
	 * Acquire for who blocks.
	 * @param caller has it
	 * @return the sandbox
	 */
	@Benchmark
	public PooledSandbox acquire(Caller caller) {
		return caller.acquire();
	}

	/**
	 * Close for who blocks.
	 * @param borrower has a sandbox
	 */
	@Benchmark
	public void close(Borrower borrower) {
		borrower.close();
	}

	/**
	 * Both for who blocks.
	 * @param caller takes and returns it
	 */
	@Benchmark
	public void acquireAndClose(Caller caller) {
		caller.acquire();
		caller.close();
	}

	/**
	 * Acquire without blocking.
	 * @param caller has it
	 * @return the sandbox
	 */
	@Benchmark
	public ReactivePooledSandbox acquireReactive(ReactiveCaller caller) {
		return caller.acquire();
	}

	/**
	 * Close without blocking.
	 * @param borrower has a sandbox
	 */
	@Benchmark
	public void closeReactive(ReactiveBorrower borrower) {
		borrower.close();
	}

	/**
	 * Both without blocking.
	 * @param caller takes and returns it
	 */
	@Benchmark
	public void acquireAndCloseReactive(ReactiveCaller caller) {
		caller.acquire();
		caller.close();
	}

	/**
	 * Take from a queue and give back.
	 * @param queue the queue
	 * @return what was taken
	 */
	@Benchmark
	public @Nullable Object queue(Queue queue) {
		Object taken = queue.objects.poll();
		queue.objects.offer(queue.objects);
		return taken;
	}

	/**
	 * Has a sandbox for the length of a call, at most.
	 *
	 * @param <S> its handle
	 */
	public abstract static class Holder<S> {

		private @Nullable WarmPool pool;

		private @Nullable S sandbox;

		/**
		 * Let the pool rest where it has to.
		 * @param pool the pool
		 */
		@Setup(Level.Invocation)
		public void prepare(WarmPool pool) {
			pool.pace();
			this.pool = pool;
			ready();
		}

		/**
		 * The pool can be used.
		 */
		void ready() {
			// By the call
		}

		S acquire() {
			S sandbox = acquireFrom(present(this.pool));
			this.sandbox = sandbox;
			return sandbox;
		}

		/**
		 * Give back what is left.
		 */
		@TearDown(Level.Invocation)
		public void close() {
			S sandbox = this.sandbox;
			if (sandbox != null) {
				this.sandbox = null;
				giveBack(sandbox);
			}
		}

		abstract S acquireFrom(WarmPool pool);

		abstract void giveBack(S sandbox);

	}

	/**
	 * Waits.
	 */
	@State(Scope.Thread)
	public static class Caller extends Holder<PooledSandbox> {

		@Override
		PooledSandbox acquireFrom(WarmPool pool) {
			return pool.blocking().acquire();
		}

		@Override
		void giveBack(PooledSandbox sandbox) {
			sandbox.close();
		}

	}

	/**
	 * Has a sandbox before the call.
	 */
	@State(Scope.Thread)
	public static class Borrower extends Caller {

		@Override
		void ready() {
			acquire();
		}

	}

	/**
	 * Does not wait.
	 */
	@State(Scope.Thread)
	public static class ReactiveCaller extends Holder<ReactivePooledSandbox> {

		@Override
		ReactivePooledSandbox acquireFrom(WarmPool pool) {
			AtomicReference<ReactivePooledSandbox> acquired = new AtomicReference<>();
			pool.reactive().acquire().subscribe(acquired::set);
			// A pool that has one gives it at once
			return present(acquired.get());
		}

		@Override
		void giveBack(ReactivePooledSandbox sandbox) {
			sandbox.kill().subscribe();
		}

	}

	/**
	 * Has a sandbox before the call.
	 */
	@State(Scope.Thread)
	public static class ReactiveBorrower extends ReactiveCaller {

		@Override
		void ready() {
			acquire();
		}

	}

	/**
	 * A queue of any objects.
	 */
	@State(Scope.Benchmark)
	public static class Queue {

		private final ArrayBlockingQueue<Object> objects = new ArrayBlockingQueue<>(500);

		/**
		 * Fill the queue.
		 */
		@Setup(Level.Trial)
		public void fill() {
			while (this.objects.offer(this)) {
				// Until it is full
			}
		}

		/**
		 * Be paid for what the others pay for.
		 */
		@Setup(Level.Invocation)
		public void prepare() {
			// Its call is what it costs
		}

	}

	private static <T> T present(@Nullable T value) {
		if (value == null) {
			throw new IllegalStateException("There is no sandbox");
		}
		return value;
	}

}

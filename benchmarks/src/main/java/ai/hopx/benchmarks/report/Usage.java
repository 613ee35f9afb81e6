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

package ai.hopx.benchmarks.report;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.stream.LongStream;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * What work has taken: of time, of this process's processor time, and of memory that its
 * threads have allocated. Threads that end meanwhile take their part with them.
 *
 * @param nanos the time
 * @param cpuNanos the processor time, that of the compiler and the collector included
 * @param bytes what was allocated
 */
public record Usage(long nanos, long cpuNanos, long bytes) {

	private static final OperatingSystemMXBean PROCESS = (OperatingSystemMXBean) ManagementFactory
		.getOperatingSystemMXBean();

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	/**
	 * Do work and say what it took.
	 */
	public static Usage of(Runnable work) {
		Usage before = now();
		work.run();
		Usage after = now();
		return new Usage(after.nanos - before.nanos, after.cpuNanos - before.cpuNanos, after.bytes - before.bytes);
	}

	private static Usage now() {
		long bytes = LongStream.of(THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds()))
			.filter((allocated) -> allocated > 0)
			.sum();
		return new Usage(System.nanoTime(), PROCESS.getProcessCpuTime(), bytes);
	}

	/**
	 * Return what one of so many calls took of the processor, in microseconds.
	 */
	public double cpuMicros(int calls) {
		return this.cpuNanos / 1e3 / calls;
	}

	/**
	 * Return what one of so many calls allocated.
	 */
	public double bytes(int calls) {
		return (double) this.bytes / calls;
	}

	/**
	 * Return how many of so many calls were done in a second.
	 */
	public double perSecond(int calls) {
		return calls * 1e9 / this.nanos;
	}

	/**
	 * Describe one of so many calls.
	 */
	public String text(int calls) {
		return String.format(Locale.ROOT, "%.1f µs, %.1f KB, %,.0f/s", cpuMicros(calls), bytes(calls) / 1024,
				perSecond(calls));
	}

}

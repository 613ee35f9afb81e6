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

package ai.hopx.benchmarks.client;

import java.lang.reflect.Method;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

import ai.hopx.benchmarks.stub.HopxAccess;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Sandbox;
import jdk.jfr.consumer.RecordingStream;

/**
 * Makes blocking calls on as many virtual threads, all at the same time, and says how
 * many times one of them held on to its carrier and how long all of it took. Runs on
 * virtual machines that have such threads.
 */
final class VirtualThreadsMain {

	private VirtualThreadsMain() {
	}

	/**
	 * Say the number of pinned threads and the time in milliseconds.
	 * @param args the control plane and how many calls
	 */
	public static void main(String[] args) throws Exception {
		int calls = Integer.parseInt(args[1]);
		AtomicInteger pinned = new AtomicInteger();
		try (HopxAccess hopx = HopxAccess.toStub(URI.create(args[0]));
				Sandbox sandbox = new HopxTemplate(hopx.template()).create();
				RecordingStream events = new RecordingStream()) {
			events.enable("jdk.VirtualThreadPinned").withoutThreshold();
			events.onEvent("jdk.VirtualThreadPinned", (event) -> {
				System.err.println(event);
				pinned.incrementAndGet();
			});
			// Classes are loaded by the first calls, and loading pins
			run(sandbox, calls);
			events.startAsync();
			long start = System.nanoTime();
			run(sandbox, calls);
			long nanos = System.nanoTime() - start;
			// Waits for the events so far
			Method stop = RecordingStream.class.getMethod("stop");
			stop.invoke(events);
			System.out.println(pinned.get() + " " + nanos / 1_000_000);
		}
		System.exit(0);
	}

	private static void run(Sandbox sandbox, int calls) throws ReflectiveOperationException, InterruptedException {
		// Unknown to the Java that this is compiled for
		ExecutorService threads = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
			.invoke(null);
		List<Future<?>> results = new ArrayList<>();
		for (int i = 0; i < calls; i++) {
			results.add(threads.submit(() -> sandbox.runCode(ClientCost.CODE)));
		}
		for (Future<?> result : results) {
			try {
				result.get();
			}
			catch (ExecutionException ex) {
				throw new IllegalStateException(ex.getCause());
			}
		}
		threads.shutdown();
	}

}

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

package ai.hopx.client.hostile;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxException;
import ai.hopx.client.RetrySettings;
import ai.hopx.client.testsupport.HopxWire;
import com.sun.management.ThreadMXBean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.util.unit.DataSize;

/**
 * Reads replies that bytes decide about, through every call that users can make. A call
 * may return what it likes or end in an exception of ours; it may not end in any other,
 * go on for ever, or need memory without measure. {@link #fuzzerTestOneInput} is called
 * by tests with bytes from a seed, and by Jazzer with bytes that lead further.
 */
public final class ReplyFuzzer {

	private static final DataSize LARGEST_BODY = DataSize.ofKilobytes(64);

	/**
	 * A call may ask again: what it allocates grows with it.
	 */
	private static final long ALLOCATED_AT_MOST = DataSize.ofMegabytes(32).toBytes();

	/**
	 * As many pieces as operators ask for ahead.
	 */
	private static final int MOST_HELD = 256;

	private static final Duration SLOWEST = Duration.ofSeconds(20);

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private static final List<Operation> OPERATIONS = Operation.all()
		.filter((operation) -> !operation.blocking()
				&& Publisher.class.isAssignableFrom(operation.method().getReturnType()))
		.toList();

	/**
	 * What leads a fuzzer allocates at every step: there, the heap is the limit.
	 */
	private static boolean led;

	private static final Queue<Throwable> dropped = new ConcurrentLinkedQueue<>();

	private ReplyFuzzer() {
	}

	/**
	 * Called by Jazzer, once. Loads what is instrumented as it is loaded, which takes
	 * longer than any input may.
	 */
	public static void fuzzerInitialize() {
		led = true;
		begin();
		for (Operation operation : operations()) {
			read(operation, new Choices(new byte[0]), new byte[0]);
		}
	}

	static void begin() {
		Hooks.onErrorDropped(dropped::add);
		VirtualTimeScheduler.getOrSet();
	}

	/**
	 * Have a call read a reply. The first bytes say which.
	 * @param bytes decide
	 */
	public static void fuzzerTestOneInput(byte[] bytes) {
		Choices choices = new Choices(bytes);
		read(operations().get(choices.below(operations().size())), choices, bytes);
	}

	static List<Operation> operations() {
		return OPERATIONS;
	}

	/**
	 * Have one call read a reply, in virtual time.
	 * @param operation the call
	 * @param choices decide
	 * @param bytes named where something is wrong
	 */
	static void read(Operation operation, Choices choices, byte[] bytes) {
		Choices same = choices.copy();
		try {
			String excess = excess(operation, choices);
			// The first time may load classes, too, which takes more than any reply
			check(excess == null || excess(operation, same) == null, String.valueOf(excess));
		}
		catch (Throwable failure) {
			dropped.clear();
			throw new AssertionError(operation + " with " + HexFormat.of().formatHex(bytes), failure);
		}
	}

	private static @Nullable String excess(Operation operation, Choices choices) throws Throwable {
		FuzzedService service = new FuzzedService();
		Object target = operation.target(client(service));
		service.answersBy(choices);
		long before = THREADS.getCurrentThreadAllocatedBytes();
		long start = System.nanoTime();
		subscribe(operation, target, service);
		long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
		Duration took = Duration.ofNanos(System.nanoTime() - start);
		check(service.held() == 0, "left %d pieces unreleased".formatted(service.held()));
		check(service.mostHeld() <= MOST_HELD, "held %d pieces at once".formatted(service.mostHeld()));
		check(dropped.isEmpty(), "dropped " + dropped);
		boolean bounded = (led || allocated <= ALLOCATED_AT_MOST * (1 + service.exchanges()))
				&& took.compareTo(SLOWEST) < 0;
		return bounded ? null : "took %s and %,d bytes".formatted(took, allocated);
	}

	private static void subscribe(Operation operation, Object target, FuzzedService service) throws Throwable {
		AtomicReference<Throwable> failure = new AtomicReference<>();
		AtomicBoolean ended = new AtomicBoolean();
		List<String> values = new ArrayList<>();
		((Flux<?>) Flux.from((Publisher<?>) operation.method().invoke(target, operation.good())))
			.doOnNext(Operation::release)
			.filter((value) -> value.getClass().getName().startsWith("ai.hopx."))
			.doOnNext((value) -> values.add(value.toString()))
			.subscribe((value) -> {
			}, failure::set, () -> ended.set(true));
		VirtualTimeScheduler time = VirtualTimeScheduler.get();
		for (int hour = 0; !ended.get() && failure.get() == null; hour++) {
			check(hour < 24, "has not ended after a day, with %d exchanges".formatted(service.exchanges()));
			time.advanceTimeBy(Duration.ofHours(1));
		}
		if (failure.get() != null && !(failure.get() instanceof HopxException)) {
			throw failure.get();
		}
		check(values.stream().noneMatch((value) -> value.contains("hunter2") || value.contains("s3cr3t")),
				"tells a secret: " + values);
		if (failure.get() instanceof HopxException known) {
			checkText(known);
		}
	}

	/**
	 * What ends up in a log must not forge lines of it, and must tell no secret.
	 */
	private static void checkText(HopxException failure) {
		String message = failure.getMessage();
		check(!message.isBlank(), "failed without a message");
		check(message.length() < 5_000, "says %d characters".formatted(message.length()));
		check(message.chars().noneMatch(Character::isISOControl), "says control characters: " + message);
		StringWriter trace = new StringWriter();
		failure.printStackTrace(new PrintWriter(trace));
		String text = trace + " " + failure.getDetails() + " " + failure.getCode() + " " + failure.getRequestId();
		check(!text.contains(HopxWire.API_KEY) && !text.contains("hunter2"), "tells a secret: " + text);
	}

	private static HopxClient client(FuzzedService service) {
		return HopxClient.builder()
			.apiKey(() -> HopxWire.API_KEY)
			.clientConnector(service)
			.retry(new RetrySettings(2, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(2)))
			.maxInMemorySize(LARGEST_BODY)
			.build();
	}

	private static void check(boolean expected, String otherwise) {
		if (!expected) {
			throw new AssertionError(otherwise);
		}
	}

}

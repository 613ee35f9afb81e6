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

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.HopxOperations;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxOperations;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;

import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;

/**
 * A call that users can make: a method and how to get at what it is called on. Calls are
 * found by walking the interfaces of both faces.
 */
record Operation(Class<?> root, List<Method> way, Method method) {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	/**
	 * Find the calls of both faces.
	 */
	static Stream<Operation> all() {
		Map<String, Operation> found = new LinkedHashMap<>();
		walk(new ArrayList<>(), HopxOperations.class, found);
		walk(new ArrayList<>(), ReactiveHopxOperations.class, found);
		return found.values().stream();
	}

	private static void walk(List<Method> way, Class<?> type, Map<String, Operation> found) {
		Class<?> root = way.isEmpty() ? type : way.get(0).getDeclaringClass();
		Arrays.stream(type.getMethods())
			.filter((method) -> !Modifier.isStatic(method.getModifiers()))
			.sorted(Comparator.comparing(Method::toString))
			.forEach((method) -> {
				Operation operation = new Operation(root, List.copyOf(way), method);
				Class<?> next = operation.result();
				boolean group = next.getName().startsWith("ai.hopx.client")
						&& next.getSimpleName().endsWith("Operations") || method.getName().equals("connect");
				if (method.getName().equals("onExpiring")) {
					// Goes on by itself: ExpiryTests
					return;
				}
				if (found.putIfAbsent(operation.toString(), operation) != null) {
					return;
				}
				if (group && (method.getParameterCount() == 0 || method.getName().equals("connect")) && way.size() < 3
						&& !method.getName().equals("create")) {
					List<Method> further = new ArrayList<>(way);
					further.add(method);
					walk(further, next, found);
				}
			});
	}

	boolean blocking() {
		return this.root == HopxOperations.class;
	}

	Class<?> result() {
		Class<?> type = this.method.getReturnType();
		if (!Publisher.class.isAssignableFrom(type)) {
			return type;
		}
		return ResolvableType.forMethodReturnType(this.method).getGeneric(0).toClass();
	}

	Object[] good() {
		return good(this.method);
	}

	private Object[] good(Method method) {
		return Arrays.stream(method.getParameterTypes()).map((type) -> Values.good(type, blocking())).toArray();
	}

	/**
	 * Go the way to what the method is called on.
	 * @param client answers as it should
	 */
	Object target(HopxClient client) {
		ReactiveHopxTemplate reactive = new ReactiveHopxTemplate(client, SandboxDefaults.standard(), Stream::empty,
				SandboxLifecycleListener.none(), SandboxTracker.none());
		Object target = blocking() ? new HopxTemplate(reactive) : reactive;
		for (Method step : this.way) {
			try {
				Object next = step.invoke(target, good(step));
				target = (next instanceof Publisher<?> publisher) ? Flux.from(publisher).blockLast(LIMIT) : next;
			}
			catch (ReflectiveOperationException ex) {
				throw new AssertionError(ex);
			}
		}
		return target;
	}

	@Nullable Throwable call(Object target, Object[] arguments) {
		Object result;
		try {
			this.method.setAccessible(true);
			result = this.method.invoke(target, arguments);
		}
		catch (InvocationTargetException ex) {
			return (blocking() || !Publisher.class.isAssignableFrom(this.method.getReturnType()))
					? ex.getTargetException() : new AssertionError("Thrown, not signalled", ex.getTargetException());
		}
		catch (IllegalAccessException ex) {
			throw new AssertionError(ex);
		}
		if (result instanceof Stream<?> stream) {
			return closed(stream);
		}
		AtomicReference<Throwable> failure = new AtomicReference<>();
		if (result instanceof Publisher<?> publisher) {
			Flux.from(publisher)
				.doOnNext(Operation::release)
				.then()
				.doOnError(failure::set)
				.onErrorComplete()
				.block(LIMIT);
		}
		return failure.get();
	}

	static void release(Object piece) {
		if (piece instanceof DataBuffer buffer) {
			DataBufferUtils.release(buffer);
		}
	}

	private static @Nullable Throwable closed(Stream<?> stream) {
		try (stream) {
			stream.forEach((element) -> {
			});
			return null;
		}
		catch (RuntimeException ex) {
			return ex;
		}
	}

	@Override
	public String toString() {
		String names = this.way.stream().map((step) -> step.getName() + ".").collect(Collectors.joining());
		String types = Arrays.stream(this.method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(","));
		return this.root.getSimpleName() + "." + names + this.method.getName() + "(" + types + ")";
	}

}

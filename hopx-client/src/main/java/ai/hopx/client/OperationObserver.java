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

package ai.hopx.client;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.observation.DefaultHopxObservationConvention;
import ai.hopx.client.observation.HopxObservationContext;
import ai.hopx.client.observation.HopxObservationConvention;
import ai.hopx.client.observation.HopxObservationDocumentation;
import ai.hopx.client.observation.OperationOutcome;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import reactor.core.observability.DefaultSignalListener;
import reactor.core.observability.SignalListener;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Observes operations that users ask for: one observation each, whatever calls they are
 * made of. Costs nothing where nobody observes. Immutable; safe for use from many
 * threads.
 */
public final class OperationObserver {

	private static final HopxObservationConvention DEFAULT_CONVENTION = new DefaultHopxObservationConvention();

	private final ObservationRegistry registry;

	private final @Nullable HopxObservationConvention convention;

	private final @Nullable String template;

	private final @Nullable String sandboxId;

	OperationObserver(ObservationRegistry registry, @Nullable HopxObservationConvention convention) {
		this(registry, convention, null, null);
	}

	private OperationObserver(ObservationRegistry registry, @Nullable HopxObservationConvention convention,
			@Nullable String template, @Nullable String sandboxId) {
		this.registry = registry;
		this.convention = convention;
		this.template = template;
		this.sandboxId = sandboxId;
	}

	/**
	 * Return an observer that observes nothing.
	 * @return the observer
	 */
	public static OperationObserver none() {
		return new OperationObserver(ObservationRegistry.NOOP, null);
	}

	/**
	 * Return an observer of operations on sandboxes of a template.
	 * @param template the template, {@code null} where it is not known
	 * @return another observer
	 */
	public OperationObserver ofTemplate(@Nullable String template) {
		return new OperationObserver(this.registry, this.convention, template, null);
	}

	/**
	 * Return an observer of operations on one sandbox.
	 * @param template its template, {@code null} where it is not known
	 * @param sandboxId its id
	 * @return another observer
	 */
	public OperationObserver ofSandbox(@Nullable String template, String sandboxId) {
		return new OperationObserver(this.registry, this.convention, template, sandboxId);
	}

	/**
	 * Observe an operation. The operations that it is made of are part of it and not
	 * observed by themselves.
	 * @param name what it does, such as {@code run-code}
	 * @param operation the operation
	 * @param <T> what it comes to
	 * @return the same operation
	 */
	public <T> Mono<T> observe(String name, Mono<T> operation) {
		return observe(name, operation, true);
	}

	/**
	 * Observe an operation in which a user's callback does operations of its own: those
	 * are observed, below it. What else it is made of is marked as {@link #part(Mono)}.
	 * @param name what it does, such as {@code execute}
	 * @param operation the operation
	 * @param <T> what it comes to
	 * @return the same operation
	 */
	public <T> Mono<T> observeAround(String name, Mono<T> operation) {
		return observe(name, operation, false);
	}

	private <T> Mono<T> observe(String name, Mono<T> operation, boolean whole) {
		if (this.registry.isNoop()) {
			return operation;
		}
		return Mono.deferContextual((context) -> {
			if (isPart(context)) {
				return operation;
			}
			Running running = start(name, context);
			return operation.tap(() -> running.<T>ends(true)).contextWrite((inner) -> running.within(inner, whole));
		});
	}

	/**
	 * Observe an operation that comes to many things, from its beginning to its end.
	 * @param name what it does, such as {@code stream-code}
	 * @param operation the operation
	 * @param <T> what it comes to
	 * @return the same operation
	 */
	public <T> Flux<T> observe(String name, Flux<T> operation) {
		if (this.registry.isNoop()) {
			return operation;
		}
		return Flux.deferContextual((context) -> {
			if (isPart(context)) {
				return operation;
			}
			Running running = start(name, context);
			return operation.tap(() -> running.<T>ends(false)).contextWrite((inner) -> running.within(inner, true));
		});
	}

	/**
	 * Observe an operation of a thread that waits for it, with a user's callback on that
	 * thread: what the callback does is observed below it. What else it waits for is
	 * marked as {@link #partOfThread(Mono)}.
	 * @param name what it does, such as {@code execute}
	 * @param operation the operation
	 * @param <T> what it comes to
	 * @return what it came to
	 */
	public <T extends @Nullable Object> T observeAround(String name, Supplier<T> operation) {
		if (this.registry.isNoop()) {
			return operation.get();
		}
		Running running = start(name, Context.empty());
		try (Observation.Scope scope = running.observation.openScope()) {
			T value = operation.get();
			running.succeeded(value);
			return value;
		}
		catch (Throwable ex) {
			running.failed(ex);
			throw ex;
		}
	}

	/**
	 * Mark what is part of an operation, or of no user's operation at all, and is not to
	 * be observed as one.
	 * @param part the part
	 * @param <T> what it comes to
	 * @return the same part
	 */
	public static <T> Mono<T> part(Mono<T> part) {
		return part.contextWrite((context) -> context.put(OperationObserver.class, true));
	}

	/**
	 * Mark what is part of the operation that the subscribing thread is in.
	 * @param part the part
	 * @param <T> what it comes to
	 * @return the same part
	 * @see #observeAround(String, Supplier)
	 */
	public <T> Mono<T> partOfThread(Mono<T> part) {
		return part(part).contextWrite((context) -> {
			Observation current = this.registry.getCurrentObservation();
			return (current != null) ? context.put(ObservationThreadLocalAccessor.KEY, current) : context;
		});
	}

	/**
	 * Note which sandbox an operation has found that began without one.
	 * @param sandboxId its id
	 * @param operation the operation, or what is left of it
	 * @param <T> what it comes to
	 * @return the same operation
	 */
	public static <T> Mono<T> found(String sandboxId, Mono<T> operation) {
		return Mono.deferContextual((context) -> {
			HopxObservationContext current = current(context);
			if (current != null) {
				current.setSandboxId(sandboxId);
			}
			return operation;
		});
	}

	static @Nullable HopxObservationContext current(ContextView context) {
		Object observation = context.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		return (observation instanceof Observation current
				&& current.getContextView() instanceof HopxObservationContext operation) ? operation : null;
	}

	private static boolean isPart(ContextView context) {
		return context.hasKey(OperationObserver.class);
	}

	private Running start(String name, ContextView reactorContext) {
		HopxObservationContext context = new HopxObservationContext(name, this.template, this.sandboxId);
		Observation observation = HopxObservationDocumentation.OPERATION.observation(this.convention,
				DEFAULT_CONVENTION, () -> context, this.registry);
		Object parent = reactorContext.getOrDefault(ObservationThreadLocalAccessor.KEY, null);
		if (parent instanceof Observation above) {
			observation.parentObservation(above);
		}
		return new Running(observation.start(), context);
	}

	/**
	 * An operation under way. Of the ways in which it can end, the first counts.
	 */
	private static final class Running {

		private final AtomicBoolean ended = new AtomicBoolean();

		private final Observation observation;

		private final HopxObservationContext context;

		private Running(Observation observation, HopxObservationContext context) {
			this.observation = observation;
			this.context = context;
		}

		private Context within(Context context, boolean whole) {
			Context within = context.put(ObservationThreadLocalAccessor.KEY, this.observation);
			return whole ? within.put(OperationObserver.class, true) : within;
		}

		private void succeeded(@Nullable Object value) {
			end(isFailure(value) ? OperationOutcome.FAILURE : OperationOutcome.SUCCESS, null);
		}

		private static boolean isFailure(@Nullable Object value) {
			return (value instanceof RunResult run && !run.isSuccess())
					|| (value instanceof CommandResult command && !command.isSuccess());
		}

		private void failed(Throwable error) {
			OperationOutcome outcome = (error instanceof HopxException failure) ? failure.outcome()
					: OperationOutcome.ERROR;
			end(outcome, error);
		}

		private void cancelled() {
			end(OperationOutcome.CANCELLED, null);
		}

		/**
		 * Listen to how a publisher ends.
		 * @param single whether it ends with its first value
		 */
		private <T> SignalListener<T> ends(boolean single) {
			return new DefaultSignalListener<>() {

				@Override
				public void doOnNext(T value) {
					if (single) {
						succeeded(value);
					}
				}

				@Override
				public void doOnComplete() {
					succeeded(null);
				}

				@Override
				public void doOnError(Throwable error) {
					failed(error);
				}

				@Override
				public void doOnCancel() {
					cancelled();
				}

			};
		}

		private void end(OperationOutcome outcome, @Nullable Throwable error) {
			if (this.ended.compareAndSet(false, true)) {
				this.context.setOutcome(outcome);
				if (error instanceof HopxException failure && failure.getRequestId() != null) {
					this.context.setRequestId(failure.getRequestId());
				}
				if (error != null) {
					this.observation.error(error);
				}
				this.observation.stop();
			}
		}

	}

}

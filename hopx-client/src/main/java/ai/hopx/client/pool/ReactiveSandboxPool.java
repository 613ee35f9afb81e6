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

package ai.hopx.client.pool;

import java.util.Objects;
import java.util.function.Function;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxSpec;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Keeps sandboxes of one template created, checked and prepared, and lends each once.
 * {@link SandboxPool} is the same for applications that block. Safe for use from many
 * threads.
 * <p>
 * Sandboxes live on a lease that the pool renews: when the application dies, however,
 * they die when it ends. A pool that was never started starts with its first use; one
 * that was stopped lends nothing until it is started again.
 */
public final class ReactiveSandboxPool {

	private final PoolCore core;

	private final SandboxDefaults defaults;

	private final OperationObserver observer;

	ReactiveSandboxPool(PoolCore core, SandboxDefaults defaults, OperationObserver observer) {
		this.core = core;
		this.defaults = defaults;
		this.observer = observer;
	}

	/**
	 * Start to build a pool.
	 * @param client the way to the service; its owner closes it, after the pool
	 * @param settings how the pool works
	 * @return a builder
	 */
	public static SandboxPoolBuilder builder(HopxClient client, PoolSettings settings) {
		return new SandboxPoolBuilder(client, settings);
	}

	/**
	 * Return how the pool works.
	 * @return the settings
	 */
	public PoolSettings settings() {
		return this.core.settings();
	}

	/**
	 * Borrow a sandbox as the pool has prepared it.
	 * @return the sandbox, to be given back with {@link ReactivePooledSandbox#kill()}
	 * @see #acquire(AcquireRequest)
	 */
	public Mono<ReactivePooledSandbox> acquire() {
		return acquire(AcquireRequest.defaults());
	}

	/**
	 * Borrow a sandbox. Callers are served first come, first served; one that cancels
	 * costs nothing. With a sandbox ready and nothing to apply, nothing is sent.
	 * @param request what to apply to it, and how long to wait
	 * @return the sandbox, to be given back with {@link ReactivePooledSandbox#kill()}.
	 * {@link PoolAcquireTimeoutException} where none came in time,
	 * {@link PoolExhaustedException} where the caller may not wait,
	 * {@link PoolRefusedException} where the service gives none,
	 * {@link PoolStoppedException} after a stop; errors of what was to be applied
	 */
	public Mono<ReactivePooledSandbox> acquire(AcquireRequest request) {
		return this.observer.observe("acquire",
				Mono.defer(() -> this.core
					.acquire(present(request, "The request must not be null: use AcquireRequest.defaults()"))
					.flatMap((sandbox) -> OperationObserver.found(sandbox.id(), Mono.just(sandbox)))));
	}

	/**
	 * Borrow a sandbox for a piece of work, and give it back after: on success, error and
	 * cancel. The work is never done twice.
	 * @param callback the work
	 * @param <T> what it comes to
	 * @return what it came to
	 */
	public <T> Mono<T> use(Function<? super ReactivePooledSandbox, ? extends Publisher<T>> callback) {
		return use(AcquireRequest.defaults(), callback);
	}

	/**
	 * Borrow a sandbox for a piece of work, and give it back after: on success, error and
	 * cancel. The work is never done twice.
	 * @param request what to apply to the sandbox, and how long to wait for it
	 * @param callback the work
	 * @param <T> what it comes to
	 * @return what it came to
	 */
	public <T> Mono<T> use(AcquireRequest request,
			Function<? super ReactivePooledSandbox, ? extends Publisher<T>> callback) {
		return this.observer.observeAround("execute", Mono.defer(() -> {
			present(callback, "There is nothing to do with the sandbox: the callback must not be null");
			return Mono.usingWhen(OperationObserver.part(acquire(request)),
					(sandbox) -> OperationObserver.found(sandbox.id(), Mono.from(callback.apply(sandbox))),
					ReactivePooledSandbox::kill);
		}));
	}

	/**
	 * What observes operations with a sandbox of this pool.
	 */
	OperationObserver observer() {
		return this.observer;
	}

	/**
	 * Begin to keep sandboxes ready, also after a stop. Does not wait for them. Does
	 * nothing while the pool is running or stopping.
	 */
	public void start() {
		this.core.start(true);
	}

	/**
	 * Lend nothing from now on and kill all sandboxes: those that nobody has at once, the
	 * others once they are given back or {@link PoolSettings#drainTimeout()} is over.
	 * @return completion, once all are known to be dead, or at the latest
	 * {@link PoolSettings#killTimeout()} after the drain: then the rest die when their
	 * leases end
	 */
	public Mono<Void> stop() {
		return this.core.stop();
	}

	/**
	 * Wait until as many sandboxes are ready or lent as are to be kept ready. Does not
	 * start the pool.
	 * @return completion. {@link PoolStoppedException} if the pool stops before
	 */
	public Mono<Void> whenWarm() {
		return this.core.whenWarm();
	}

	/**
	 * Return what the pool has now. Asks nobody.
	 * @return the status
	 */
	public PoolStatus status() {
		return this.core.status();
	}

	/**
	 * Whether sandboxes of this pool are what a spec asks for, but for environment
	 * variables, which are applied at hand-over.
	 * @param spec the spec, with template and region filled in
	 */
	boolean serves(SandboxSpec spec) {
		PoolSettings settings = settings();
		String region = (settings.region() != null) ? settings.region() : this.defaults.region();
		return settings.template().equals(spec.template()) && Objects.equals(region, spec.region())
				&& spec.timeout() == null && !spec.unlimited() && spec.internetAccess() == null
				&& spec.resources() == null && !contradictsDefaults();
	}

	/**
	 * Who asks for a sandbox without a word on internet access has the default in mind,
	 * where there is one.
	 */
	private boolean contradictsDefaults() {
		Boolean own = settings().internetAccess();
		Boolean other = this.defaults.internetAccess();
		return own != null && other != null && !own.equals(other);
	}

	private static <T> T present(@Nullable T value, String advice) {
		if (value == null) {
			throw new HopxValidationException(advice, HopxError.of(null));
		}
		return value;
	}

	@Override
	public String toString() {
		return "ReactiveSandboxPool[" + status() + "]";
	}

}

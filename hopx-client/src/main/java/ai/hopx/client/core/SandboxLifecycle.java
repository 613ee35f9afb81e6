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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxIds;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.Pages;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxPage;
import ai.hopx.client.model.SandboxState;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The control plane's calls about sandboxes.
 */
final class SandboxLifecycle {

	private static final String NO_FILTER = "The filter of a list must not be null: use SandboxFilter.all()";

	private final HopxExchange controlPlane;

	SandboxLifecycle(HopxExchange controlPlane) {
		this.controlPlane = controlPlane;
	}

	/**
	 * Ask for a sandbox. Not to be cancelled: the reply is the only place that names it.
	 */
	Mono<SandboxInfo> create(SandboxSpec spec, Duration deadline) {
		HopxRequest request = HopxRequest.to(Endpoint.CREATE_SANDBOX).json(body(spec)).timeout(deadline).build();
		return this.controlPlane.retrieve(request, SandboxInfo.class);
	}

	private static Map<String, Object> body(SandboxSpec spec) {
		Map<String, Object> body = new LinkedHashMap<>();
		put(body, isId(spec.template()) ? "template_id" : "template_name", spec.template());
		put(body, "region", spec.region());
		put(body, "timeout_seconds", (spec.timeout() != null) ? Arguments.seconds(spec.timeout()) : null);
		put(body, "internet_access", spec.internetAccess());
		put(body, "env_vars", spec.env().isEmpty() ? null : spec.env());
		SandboxSpec.Resources resources = spec.resources();
		if (resources != null) {
			body.put("vcpu", resources.vcpu());
			body.put("memory_mb", resources.memoryMb());
			body.put("disk_gb", resources.diskGb());
		}
		return body;
	}

	private static boolean isId(@Nullable String template) {
		return template != null && template.chars().allMatch((character) -> character >= '0' && character <= '9');
	}

	private static void put(Map<String, Object> body, String name, @Nullable Object value) {
		if (value != null) {
			body.put(name, value);
		}
	}

	Flux<SandboxInfo> list() {
		return list(SandboxFilter.all());
	}

	Flux<SandboxInfo> list(SandboxFilter filter) {
		return Flux.defer(() -> {
			Flux<SandboxInfo> sandboxes = pages(filter, OperationObserver.none()).items();
			return (filter.limit() != null) ? sandboxes.take(filter.limit()) : sandboxes;
		});
	}

	/**
	 * The pages behind a list, for who takes them one at a time.
	 * @param observer observes each of them
	 */
	Pages<SandboxInfo> pages(SandboxFilter filter, OperationObserver observer) {
		Arguments.present(filter, NO_FILTER);
		Integer limit = filter.limit();
		SandboxState state = filter.state();
		return Pages.of("sandboxes",
				(cursor) -> observer.observe("list-sandboxes",
						this.controlPlane.retrieve(HopxRequest.to(Endpoint.LIST_SANDBOXES)
							.query("limit", (limit != null) ? Math.min(limit, Pages.SIZE) : Pages.SIZE)
							.query("status", (state != null) ? state.value() : null)
							.query("region", filter.region())
							.query("cursor", cursor)
							.build(), SandboxPage.class)));
	}

	Mono<SandboxInfo> get(String id) {
		return Mono
			.defer(() -> this.controlPlane.retrieve(request(Endpoint.GET_SANDBOX, id).build(), SandboxInfo.class));
	}

	Mono<Void> delete(String id) {
		return Mono.defer(() -> this.controlPlane.send(request(Endpoint.DELETE_SANDBOX, id).build()))
			.onErrorComplete(SandboxLifecycle::isGone);
	}

	Mono<Void> start(String id) {
		return change(Endpoint.START_SANDBOX, id, SandboxState.RUNNING);
	}

	Mono<Void> stop(String id) {
		return change(Endpoint.STOP_SANDBOX, id, SandboxState.STOPPED);
	}

	Mono<Void> pause(String id) {
		return change(Endpoint.PAUSE_SANDBOX, id, SandboxState.PAUSED);
	}

	Mono<Void> resume(String id) {
		return change(Endpoint.RESUME_SANDBOX, id, SandboxState.RUNNING);
	}

	private Mono<Void> change(Endpoint endpoint, String id, SandboxState target) {
		return Mono.defer(() -> this.controlPlane.send(request(endpoint, id).build()))
			.onErrorResume(SandboxLifecycle::isOpen, (error) -> confirm(id, target, error));
	}

	/**
	 * Whether the state has to tell if the change took place.
	 */
	private static boolean isOpen(Throwable error) {
		if (error instanceof HopxTransportException transport) {
			return !transport.isUnsent();
		}
		return error instanceof HopxServerException || error instanceof HopxTimeoutException
				|| error instanceof HopxConflictException;
	}

	private Mono<Void> confirm(String id, SandboxState target, Throwable error) {
		return get(id).doOnError(error::addSuppressed)
			.onErrorMap((ignored) -> error)
			.flatMap((sandbox) -> sandbox.status().equals(target) ? Mono.empty() : Mono.error(error));
	}

	Mono<Void> timeout(String id, Duration timeout) {
		return Mono.defer(() -> {
			long seconds = Arguments.seconds(Arguments.positive(timeout, "The time-out of a sandbox"));
			return this.controlPlane
				.send(request(Endpoint.SET_SANDBOX_TIMEOUT, id).json(Map.of("timeout_seconds", seconds)).build());
		});
	}

	Mono<Void> awaitState(String id, SandboxState state, Duration limit) {
		return Mono.defer(() -> {
			Arguments.present(state, "Name the state to wait for, such as SandboxState.RUNNING");
			Arguments.positive(limit, "The wait for a state");
			StateWatch watch = new StateWatch(id, state);
			return watch.until(get(id)).timeout(limit, Mono.error(() -> watch.tooLate(limit))).then();
		}).onErrorComplete((error) -> SandboxState.DELETED.equals(state) && isGone(error));
	}

	static boolean isGone(Throwable error) {
		return error instanceof HopxException failure && failure.isSandboxGone();
	}

	private static HopxRequest.Builder request(Endpoint endpoint, String id) {
		return HopxRequest.to(endpoint).variable("id", HopxIds.check("sandbox", id));
	}

}

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

package ai.hopx.client.monitor;

import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import ai.hopx.client.core.ReactiveMetricsOperations;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.SandboxTracker.Follower;
import ai.hopx.client.core.SandboxTracker.Origin;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.MetricsSnapshot;
import reactor.core.publisher.Mono;

/**
 * A sandbox without a machine: it answers what a test says, and counts how often it was
 * asked.
 */
final class FakeSandbox {

	private final AtomicInteger asked = new AtomicInteger();

	private final AtomicInteger lookedUp = new AtomicInteger();

	private final String id;

	private volatile Mono<MetricsSnapshot> answer;

	FakeSandbox(String id, Mono<MetricsSnapshot> answer) {
		this.id = id;
		this.answer = answer;
	}

	static MetricsSnapshot executions(int count) {
		return HopxJson.mapper().readValue("{\"total_executions\":" + count + "}", MetricsSnapshot.class);
	}

	/**
	 * One that a template made.
	 */
	Follower begin(SandboxMonitor monitor) {
		return monitor.created(handle(), new Origin("code-interpreter", null), null);
	}

	/**
	 * One that a pool made.
	 */
	Follower beginInPool(SandboxMonitor monitor) {
		return monitor.created(handle(), new Origin("code-interpreter", "test"), null);
	}

	String id() {
		return this.id;
	}

	int asked() {
		return this.asked.get();
	}

	int lookedUp() {
		return this.lookedUp.get();
	}

	void answer(Mono<MetricsSnapshot> answer) {
		this.answer = answer;
	}

	private Mono<MetricsSnapshot> snapshot() {
		return Mono.defer(() -> {
			this.asked.incrementAndGet();
			return this.answer;
		});
	}

	ReactiveSandbox handle() {
		ReactiveMetricsOperations metrics = proxy(ReactiveMetricsOperations.class, Map.of("snapshot", snapshot()));
		return proxy(ReactiveSandbox.class,
				Map.of("id", this.id, "metrics", metrics, "info", Mono.fromRunnable(this.lookedUp::incrementAndGet)));
	}

	private static <T> T proxy(Class<T> type, Map<String, Object> results) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> results.get(method.getName())));
	}

}

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

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import ai.hopx.client.core.ReactiveSandbox;
import reactor.core.publisher.Mono;

/**
 * What all sandboxes of a test answer, without a machine, and what they were asked. What
 * nothing was said of is never answered.
 */
final class Answers {

	private final Map<String, Supplier<Mono<?>>> answers = new HashMap<>();

	private final List<String> asked = new ArrayList<>();

	/**
	 * Answer a call from now on.
	 * @param call the name of a method of {@link ReactiveSandbox}
	 * @param answer made anew for each subscriber
	 */
	void when(String call, Supplier<Mono<?>> answer) {
		this.answers.put(call, answer);
	}

	/**
	 * Return who was asked what since this was last asked.
	 */
	List<String> asked() {
		List<String> asked = List.copyOf(this.asked);
		this.asked.clear();
		return asked;
	}

	ReactiveSandbox sandbox(String id) {
		return (ReactiveSandbox) Proxy.newProxyInstance(ReactiveSandbox.class.getClassLoader(),
				new Class<?>[] { ReactiveSandbox.class },
				(proxy, method, arguments) -> method.getName().equals("id") ? id : answer(id, method.getName()));
	}

	private Mono<?> answer(String id, String call) {
		return Mono.defer(() -> {
			this.asked.add(call + " " + id);
			return this.answers.getOrDefault(call, Mono::never).get();
		});
	}

}

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.desktop.ReactiveKeyboardOperations;
import reactor.core.publisher.Mono;

/**
 * The agent's calls about the keyboard.
 */
record AgentKeyboard(DesktopCalls calls) implements ReactiveKeyboardOperations {

	/**
	 * What the agent may take on top of the pauses.
	 */
	private static final Duration GRACE = Duration.ofSeconds(60);

	@Override
	public Mono<Void> type(String text) {
		return Mono.defer(() -> this.calls.act(Endpoint.TYPE_TEXT, Map.of("text", DesktopArguments.typed(text))));
	}

	@Override
	public Mono<Void> type(String text, Duration delay) {
		return Mono.defer(() -> {
			Map<String, Object> body = new LinkedHashMap<>();
			body.put("text", DesktopArguments.typed(text));
			body.put("delay_ms", milliseconds(Arguments.positive(delay, "'delay'")));
			Duration pauses = delay.multipliedBy(text.length());
			return this.calls.act(HopxRequest.to(Endpoint.TYPE_TEXT).json(body).timeout(pauses.plus(GRACE)));
		});
	}

	private static long milliseconds(Duration delay) {
		return delay.plusNanos(999_999).toMillis();
	}

	@Override
	public Mono<Void> press(String key) {
		return Mono.defer(() -> this.calls.act(Endpoint.PRESS_KEY, Map.of("key", DesktopArguments.name("key", key))));
	}

	@Override
	public Mono<Void> combination(List<String> modifiers, String key) {
		return Mono.defer(() -> {
			Map<String, Object> body = keys(modifiers, key);
			// Some agents know modifiers and key, others only the keys
			List<String> keys = new ArrayList<>(modifiers);
			keys.add(key);
			body.put("keys", keys);
			return this.calls.act(Endpoint.PRESS_COMBINATION, body);
		});
	}

	@Override
	public Mono<Void> hotkey(List<String> modifiers, String key) {
		return Mono.defer(() -> this.calls.act(Endpoint.PRESS_HOTKEY, keys(modifiers, key)));
	}

	private static Map<String, Object> keys(List<String> modifiers, String key) {
		Arguments.present(modifiers, "'modifiers' must not be null");
		if (modifiers.isEmpty()) {
			throw Arguments.invalid("'modifiers' must not be empty: press a single key without them");
		}
		modifiers.forEach((modifier) -> DesktopArguments.name("modifiers", modifier));
		Map<String, Object> body = new LinkedHashMap<>();
		body.put("modifiers", List.copyOf(modifiers));
		body.put("key", DesktopArguments.name("key", key));
		return body;
	}

}

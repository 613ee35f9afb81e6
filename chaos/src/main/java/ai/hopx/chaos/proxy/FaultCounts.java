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

package ai.hopx.chaos.proxy;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import ai.hopx.chaos.proxy.ConnectionFault.Kind;

/**
 * How often each fault was really met.
 */
public final class FaultCounts {

	private final Map<Kind, LongAdder> counts = new EnumMap<>(Kind.class);

	FaultCounts() {
		for (Kind kind : Kind.values()) {
			this.counts.put(kind, new LongAdder());
		}
	}

	void met(Kind kind) {
		adder(kind).increment();
	}

	/**
	 * Return how often a fault was met.
	 * @param kind the fault
	 * @return the number of connections, or of look-ups
	 */
	public long of(Kind kind) {
		return adder(kind).sum();
	}

	private LongAdder adder(Kind kind) {
		LongAdder adder = this.counts.get(kind);
		return (adder != null) ? adder : new LongAdder();
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		this.counts.forEach((kind, count) -> {
			if (kind != Kind.NONE) {
				text.append(text.isEmpty() ? "" : " ").append(kind).append('=').append(count);
			}
		});
		return text.toString();
	}

}

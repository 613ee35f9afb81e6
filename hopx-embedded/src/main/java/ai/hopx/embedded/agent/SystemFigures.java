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

package ai.hopx.embedded.agent;

import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.embedded.runtime.ResourceUsage;

/**
 * What a sandbox uses of what it was given. Safe for use from many threads.
 */
final class SystemFigures {

	private final AgentSpec spec;

	private long sampledAt = System.nanoTime();

	private double cpuSeconds;

	private double cpuPercent;

	SystemFigures(AgentSpec spec) {
		this.spec = spec;
	}

	Map<String, Object> of(ResourceUsage usage) {
		Map<String, Object> figures = new LinkedHashMap<>();
		Map<String, Object> cpu = new LinkedHashMap<>();
		cpu.put("usage_percent", cpuPercent(usage.cpuSeconds()));
		cpu.put("cores", this.spec.vcpu());
		figures.put("cpu", cpu);
		figures.put("memory", share((long) this.spec.memoryMb() << 20, usage.memoryBytes()));
		figures.put("disk", share((long) this.spec.diskMb() << 20, usage.diskBytes()));
		return figures;
	}

	/**
	 * Return the use of all cores since the last call, which two calls at once share.
	 */
	private synchronized double cpuPercent(double total) {
		long now = System.nanoTime();
		double elapsed = (now - this.sampledAt) / 1e9;
		if (elapsed >= 0.05) {
			// The time of processes that have ended is gone from the total
			double used = Math.max(0, total - this.cpuSeconds);
			this.cpuPercent = Math.min(100, 100 * used / elapsed / this.spec.vcpu());
			this.cpuSeconds = total;
			this.sampledAt = now;
		}
		return this.cpuPercent;
	}

	private static Map<String, Object> share(long total, long used) {
		Map<String, Object> share = new LinkedHashMap<>();
		share.put("total", total);
		share.put("used", used);
		share.put("free", Math.max(0, total - used));
		share.put("usage_percent", (total > 0) ? 100.0 * used / total : 0.0);
		return share;
	}

}

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

package ai.hopx.benchmarks.client;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Ratio;
import ai.hopx.benchmarks.report.Usage;
import ai.hopx.benchmarks.stub.HopxAccess;
import ai.hopx.benchmarks.stub.StubProcess;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.model.SandboxInfo;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;

/**
 * What a run of code costs on this side of the network, beside what it costs with a bare
 * {@code WebClient}. All take turns in one JVM, and each ratio is the median of those of
 * the turns.
 */
final class ClientCost {

	private static final double CPU_LIMIT = 1.15;

	private static final double ALLOCATION_LIMIT = 1.25;

	static final String CODE = "print(6*7)";

	private final int calls;

	private final int rounds;

	private final List<Usage> bareReactive = new ArrayList<>();

	private final List<Usage> bareBlocking = new ArrayList<>();

	private final List<Usage> reactive = new ArrayList<>();

	private final List<Usage> blocking = new ArrayList<>();

	ClientCost(int calls, int rounds) {
		this.calls = calls;
		this.rounds = rounds;
	}

	void run() {
		ObservationRegistry registry = ObservationRegistry.create();
		registry.observationConfig().observationHandler(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
		try (StubProcess stub = StubProcess.start(Duration.ZERO);
				HopxAccess hopx = HopxAccess.byDefault(stub, registry);
				Sandbox sandbox = new HopxTemplate(hopx.template()).create();
				Calls calls = new Calls()) {
			ReactiveSandbox reactiveSandbox = Objects.requireNonNull(hopx.template().create().block());
			SandboxInfo info = sandbox.info();
			try (BareWebClient bare = new BareWebClient(URI.create(Objects.requireNonNull(info.publicHost())), "token",
					registry)) {
				for (int round = -this.rounds / 2; round < this.rounds; round++) {
					Usage bareReactive = Usage.of(() -> Calls.reactive(this.calls, bare.runCode(CODE)));
					Usage reactive = Usage.of(() -> Calls.reactive(this.calls, reactiveSandbox.runCode(CODE)));
					Usage bareBlocking = Usage.of(() -> calls.blocking(this.calls, () -> bare.runCode(CODE).block()));
					Usage blocking = Usage.of(() -> calls.blocking(this.calls, () -> sandbox.runCode(CODE)));
					if (round >= 0) {
						this.bareReactive.add(bareReactive);
						this.reactive.add(reactive);
						this.bareBlocking.add(bareBlocking);
						this.blocking.add(blocking);
					}
				}
			}
			reactiveSandbox.kill().block();
		}
	}

	List<Figure> figures() {
		return List.of(
				cpu("runCode.blocking.cpu", "Blocking `runCode`: processor time", this.blocking, this.bareBlocking),
				allocation("runCode.blocking.allocation", "Blocking `runCode`: allocation", this.blocking,
						this.bareBlocking),
				cpu("runCode.reactive.cpu", "Reactive `runCode`: processor time", this.reactive, this.bareReactive),
				allocation("runCode.reactive.allocation", "Reactive `runCode`: allocation", this.reactive,
						this.bareReactive),
				Figure.of("Blocking `runCode`, %d at a time".formatted(Calls.CONCURRENCY), perSecond(this.blocking),
						perSecond(this.bareBlocking) + " with a bare `WebClient`"),
				Figure.of("Reactive `runCode`, %d at a time".formatted(Calls.CONCURRENCY), perSecond(this.reactive),
						perSecond(this.bareReactive) + " with a bare `WebClient`"));
	}

	/**
	 * Return how many calls a second the faster of the two faces makes.
	 */
	double callsPerSecond() {
		return Math.max(median(this.blocking, (usage) -> usage.perSecond(this.calls)),
				median(this.reactive, (usage) -> usage.perSecond(this.calls)));
	}

	private Figure cpu(String id, String name, List<Usage> ours, List<Usage> bare) {
		ToDoubleFunction<Usage> cpu = (usage) -> usage.cpuMicros(this.calls);
		return figure(id, name, "%.1f µs", ours, bare, cpu, CPU_LIMIT);
	}

	private Figure allocation(String id, String name, List<Usage> ours, List<Usage> bare) {
		ToDoubleFunction<Usage> kilobytes = (usage) -> usage.bytes(this.calls) / 1024;
		return figure(id, name, "%.1f KB", ours, bare, kilobytes, ALLOCATION_LIMIT);
	}

	private Figure figure(String id, String name, String format, List<Usage> ours, List<Usage> bare,
			ToDoubleFunction<Usage> value, double limit) {
		double ratio = Medians.ofRatios(ours, bare, value);
		return Figure.of(name, String.format(Locale.ROOT, format, median(ours, value)),
				String.format(Locale.ROOT, format + " with a bare `WebClient`: %.2f×", median(bare, value), ratio),
				Ratio.atMost(id, ratio, limit));
	}

	private String perSecond(List<Usage> usages) {
		return String.format(Locale.ROOT, "%,.0f/s", median(usages, (usage) -> usage.perSecond(this.calls)));
	}

	private static double median(List<Usage> usages, ToDoubleFunction<Usage> value) {
		return Medians.of(usages.stream().mapToDouble(value));
	}

}

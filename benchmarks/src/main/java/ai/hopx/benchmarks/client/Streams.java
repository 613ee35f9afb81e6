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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Ratio;
import ai.hopx.benchmarks.stub.HopxAccess;
import ai.hopx.benchmarks.stub.StubProcess;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.ReactiveSandbox;
import io.micrometer.observation.ObservationRegistry;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * How fast lines of output come, beside a bare WebSocket of Reactor Netty that makes
 * strings of its frames and does not look into them, and one that reads them.
 */
final class Streams {

	private static final double LIMIT = 0.7;

	private static final JsonMapper MAPPER = JsonMapper.shared();

	private Streams() {
	}

	/**
	 * Measure.
	 * @param lines how many lines each run prints
	 * @param turns how often each is measured
	 */
	static List<Figure> measure(int lines, int turns) {
		try (StubProcess stub = StubProcess.start(Duration.ZERO);
				HopxAccess hopx = HopxAccess.byDefault(stub, ObservationRegistry.NOOP)) {
			ReactiveSandbox sandbox = Objects.requireNonNull(hopx.template().create().block());
			String agent = Objects.requireNonNull(sandbox.info().block()).publicHost();
			HttpClient bare = HttpClient.create();
			String url = "ws" + Objects.requireNonNull(agent).substring("http".length()) + "/execute/stream";
			List<Double> ours = new ArrayList<>();
			List<Double> unread = new ArrayList<>();
			List<Double> read = new ArrayList<>();
			for (int turn = -turns; turn < turns; turn++) {
				double events = perSecond(lines, sandbox.streamCode(CodeRequest.of(Integer.toString(lines))).count());
				double frames = perSecond(lines, frames(bare, url, lines).count());
				double trees = perSecond(lines, frames(bare, url, lines).map(MAPPER::readTree).count());
				if (turn >= 0) {
					ours.add(events);
					unread.add(frames);
					read.add(trees);
				}
			}
			double ratio = Medians.ofRatios(ours, unread, Double::doubleValue);
			double readRatio = Medians.ofRatios(ours, read, Double::doubleValue);
			return List.of(
					Figure.of("Lines of output as events", text(ours),
							text(unread) + " frames of a bare WebSocket, not read: " + times(ratio),
							Ratio.atLeast("stream.stdout", ratio, LIMIT)),
					Figure.of("The same", text(ours),
							text(read) + " frames of a bare WebSocket, read as JSON: " + times(readRatio)));
		}
	}

	private static Flux<String> frames(HttpClient client, String url, int lines) {
		return client.websocket()
			.uri(url)
			.handle((inbound, outbound) -> outbound
				.sendString(Mono.just("{\"type\":\"execute\",\"code\":\"" + lines + "\"}"))
				.then()
				.thenMany(inbound.receive().asString()))
			.filter((frame) -> !frame.isEmpty())
			.take(lines + 2L);
	}

	private static double perSecond(int lines, Mono<Long> stream) {
		long start = System.nanoTime();
		Long count = stream.block(Duration.ofMinutes(2));
		long nanos = System.nanoTime() - start;
		if (count == null || count != lines + 2) {
			throw new IllegalStateException("%s frames of %d".formatted(count, lines + 2));
		}
		return lines * 1e9 / nanos;
	}

	private static String times(double ratio) {
		return String.format(Locale.ROOT, "%.2f×", ratio);
	}

	private static String text(List<Double> perSecond) {
		return String.format(Locale.ROOT, "%,.0f/s", Medians.of(perSecond.stream().mapToDouble(Double::doubleValue)));
	}

}

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

import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Programs;
import ai.hopx.benchmarks.report.Ratio;
import ai.hopx.benchmarks.stub.StubProcess;

/**
 * What the starter adds to the start of an application: the same application is started
 * with it and, with the libraries of this project taken off the class path, without it,
 * in turn.
 */
final class Starts {

	private static final double LIMIT = 150;

	private static final Pattern MODULE = Pattern
		.compile("[/\\\\]hopx-(client|embedded|spring-boot-[a-z]+)([/\\\\]target[/\\\\]classes|-[^/\\\\]*[.]jar)$");

	private Starts() {
	}

	static List<Figure> measure(int turns) {
		String with = classPath((module) -> !module.equals("embedded"));
		String without = classPath((module) -> false);
		List<Double> times = new ArrayList<>();
		List<Double> bareTimes = new ArrayList<>();
		List<Double> added = new ArrayList<>();
		try (StubProcess stub = StubProcess.start(Duration.ZERO)) {
			String[] properties = { "--hopx.api-key=hopx_live_test.test", "--hopx.base-url=" + stub.baseUrl(),
					"--spring.main.banner-mode=off", "--logging.level.root=error" };
			for (int turn = -1; turn < turns; turn++) {
				double bare = start(without, false, properties);
				double ours = start(with, true, properties);
				if (turn >= 0) {
					bareTimes.add(bare);
					times.add(ours);
					added.add(ours - bare);
				}
			}
			int connections = stub.countConnections();
			return List.of(
					Figure.of("Start of a context with the starter", text(times),
							text(bareTimes) + " without: +" + text(added),
							Ratio.atMost("start.added.ms", median(added), LIMIT)),
					Figure.of("The same: connections to the service", Integer.toString(connections), "",
							Ratio.atMost("start.requests", connections, 0)));
		}
	}

	/**
	 * Return this program's class path with some of this project's modules.
	 */
	private static String classPath(Predicate<String> modules) {
		return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).filter((entry) -> {
			Matcher module = MODULE.matcher(entry);
			return !module.find() || modules.test(module.group(1));
		}).collect(Collectors.joining(File.pathSeparator));
	}

	private static double start(String classPath, boolean expected, String... properties) {
		String said = Programs.java(Programs.thisJava(), List.of("-Xmx512m"), classPath, StartMain.class, properties)
			.lines()
			.filter((line) -> line.startsWith("STARTED "))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("The application did not start"));
		String[] words = said.split(" ");
		if (Boolean.parseBoolean(words[2]) != expected) {
			throw new IllegalStateException("The application has a template: " + words[2]);
		}
		return Double.parseDouble(words[1]);
	}

	private static String text(List<Double> millis) {
		return String.format(Locale.ROOT, "%,.0f ms", median(millis));
	}

	private static double median(List<Double> values) {
		return Medians.of(values.stream().mapToDouble(Double::doubleValue));
	}

}

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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Programs;
import ai.hopx.benchmarks.report.Ratio;
import ai.hopx.benchmarks.stub.StubProcess;

/**
 * What blocking calls come to on virtual threads, with the newest JDK of this machine.
 */
final class VirtualThreads {

	private static final int CALLS = 1000;

	private static final Duration RUN_TIME = Duration.ofMillis(500);

	private static final Path JDKS = Path.of("/usr/lib/jvm");

	private VirtualThreads() {
	}

	static List<Figure> measure() {
		Optional<Jdk> newest = newest();
		if (newest.isEmpty()) {
			System.err.println("No JDK 21 or newer below " + JDKS + ": nothing is said of virtual threads");
			return List.of();
		}
		try (StubProcess stub = StubProcess.start(RUN_TIME)) {
			String[] said = Programs
				.java(newest.get().java(), List.of("-Xmx1g"), VirtualThreadsMain.class, stub.baseUrl().toString(),
						Integer.toString(CALLS))
				.split(" ");
			int pinned = Integer.parseInt(said[0]);
			int together = stub.countMostRunning();
			return List.of(
					Figure.of(
							"%,d blocking calls on virtual threads of JDK %d: held on to a carrier".formatted(CALLS,
									newest.get().version()),
							said[0] + " times", "", Ratio.atMost("virtual.pinned", pinned, 0)),
					Figure.of("The same: at the agent at the same time", String.format(Locale.ROOT, "%,d", together),
							"", Ratio.atLeast("virtual.together", together, CALLS)),
					Figure.of("The same: until the last result", said[1] + " ms",
							RUN_TIME.toMillis() + " ms for one call"));
		}
	}

	private static Optional<Jdk> newest() {
		if (!Files.isDirectory(JDKS)) {
			return Optional.empty();
		}
		try (Stream<Path> homes = Files.list(JDKS)) {
			return homes.map(VirtualThreads::jdk)
				.flatMap(Optional::stream)
				.filter((jdk) -> jdk.version() >= 21)
				.max(Comparator.comparingInt(Jdk::version));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Optional<Jdk> jdk(Path home) {
		Path java = home.resolve("bin").resolve("java");
		Path release = home.resolve("release");
		if (!Files.isExecutable(java) || !Files.isReadable(release)) {
			return Optional.empty();
		}
		Properties properties = new Properties();
		try (var reader = Files.newBufferedReader(release)) {
			properties.load(reader);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		String version = properties.getProperty("JAVA_VERSION", "0").replace("\"", "").split("[.+-]")[0];
		return Optional.of(new Jdk(java, Integer.parseInt(version)));
	}

	private record Jdk(Path java, int version) {
	}

}

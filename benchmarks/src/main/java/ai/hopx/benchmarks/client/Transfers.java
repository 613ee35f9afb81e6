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
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Random;

import ai.hopx.benchmarks.report.Figure;
import ai.hopx.benchmarks.report.Programs;
import ai.hopx.benchmarks.report.Ratio;
import ai.hopx.benchmarks.stub.StubProcess;

/**
 * How fast files move, beside curl. The client has a heap of 64 MiB.
 */
final class Transfers {

	private static final double LIMIT = 0.8;

	private static final int SMALL_MEGABYTES = 64;

	private Transfers() {
	}

	/**
	 * Measure.
	 * @param megabytes the size of the file
	 * @param turns how often each moves it
	 */
	static List<Figure> measure(int megabytes, int turns) {
		try {
			Path folder = Files.createTempDirectory("hopx-benchmark");
			try (StubProcess stub = StubProcess.start(Duration.ZERO)) {
				Path file = write(folder.resolve("file"), megabytes);
				Path small = write(folder.resolve("small"), SMALL_MEGABYTES);
				List<double[]> seconds = Programs
					.java(Programs.thisJava(), List.of("-Xmx64m"), TransferMain.class, stub.baseUrl().toString(),
							file.toString(), small.toString(), Integer.toString(turns))
					.lines()
					.map(Transfers::numbers)
					.toList();
				return List.of(figure("download", "Download of %,d MiB to a file", megabytes, seconds, 0),
						figure("upload", "Upload of %,d MiB", megabytes, seconds, 2));
			}
			finally {
				for (String name : List.of("file", "small", "copy")) {
					Files.deleteIfExists(folder.resolve(name));
				}
				Files.delete(folder);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path write(Path file, int megabytes) throws IOException {
		byte[] megabyte = new byte[1024 * 1024];
		new Random(1).nextBytes(megabyte);
		try (OutputStream output = Files.newOutputStream(file)) {
			for (int i = 0; i < megabytes; i++) {
				megabyte[0] = (byte) i;
				output.write(megabyte);
			}
		}
		return file;
	}

	private static double[] numbers(String line) {
		return List.of(line.split(" ")).stream().mapToDouble(Double::parseDouble).toArray();
	}

	private static Figure figure(String id, String name, int megabytes, List<double[]> seconds, int column) {
		double ours = Medians.of(seconds.stream().mapToDouble((turn) -> megabytes / turn[column]));
		double curl = Medians.of(seconds.stream().mapToDouble((turn) -> megabytes / turn[column + 1]));
		double ratio = Medians.of(seconds.stream().mapToDouble((turn) -> turn[column + 1] / turn[column]));
		return Figure.of(name.formatted(megabytes), String.format(Locale.ROOT, "%,.0f MiB/s", ours),
				String.format(Locale.ROOT, "%,.0f MiB/s with curl: %.2f×", curl, ratio),
				Ratio.atLeast(id, ratio, LIMIT));
	}

}

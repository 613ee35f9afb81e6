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

package ai.hopx.benchmarks.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A stub of the service in a process of its own.
 */
public final class StubProcess implements AutoCloseable {

	private final Process process;

	private final BufferedReader output;

	private final URI baseUrl;

	private StubProcess(Process process) throws IOException {
		this.process = process;
		this.output = process.inputReader(StandardCharsets.UTF_8);
		String first = this.output.readLine();
		if (first == null) {
			throw new IllegalStateException("The stub did not start");
		}
		this.baseUrl = URI.create(first);
	}

	/**
	 * Start one.
	 * @param runTime how long code runs
	 */
	public static StubProcess start(Duration runTime) {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		try {
			return new StubProcess(new ProcessBuilder(java, "-Xmx512m", "-cp", System.getProperty("java.class.path"),
					StubMain.class.getName(), Long.toString(runTime.toMillis()))
				.redirectError(ProcessBuilder.Redirect.INHERIT)
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public URI baseUrl() {
		return this.baseUrl;
	}

	/**
	 * Return how many runs of code went on at the same time, at most.
	 */
	public int countMostRunning() {
		return count(0);
	}

	/**
	 * Return how many connections were made to the control plane.
	 */
	public int countConnections() {
		return count(1);
	}

	private int count(int which) {
		try {
			OutputStream input = this.process.getOutputStream();
			input.write('\n');
			input.flush();
			return Integer.parseInt(this.output.readLine().split(" ")[which]);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

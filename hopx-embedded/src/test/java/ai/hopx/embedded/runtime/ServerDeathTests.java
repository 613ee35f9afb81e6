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

package ai.hopx.embedded.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The end of the whole JVM, asked for or not.
 */
@Execution(ExecutionMode.CONCURRENT)
class ServerDeathTests {

	private static final Duration PATIENCE = Duration.ofSeconds(40);

	static Stream<Isolation> isolations() {
		return SandboxTestBase.isolations();
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void leavesNoProcessWhenTheServerIsKilled(Isolation isolation) throws IOException {
		Process server = start(isolation);
		Path folder = folderOf(server);
		assertThat(folder).exists();
		assertThat(processesOf(folder)).isNotEmpty();
		server.destroyForcibly();
		Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(processesOf(folder)).isEmpty());
		// The next server clears up, or that of a test beside this one
		try (SandboxRuntimes next = LocalSandboxRuntimes.create(SandboxTestBase.settings(isolation))) {
			assertThat(next.languages()).contains("python");
			Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(folder).doesNotExist());
		}
	}

	@ParameterizedTest
	@MethodSource("isolations")
	void leavesNothingWhenTheServerIsAskedToEnd(Isolation isolation) throws Exception {
		Process server = start(isolation);
		Path folder = folderOf(server);
		server.destroy();
		assertThat(server.onExit()).succeedsWithin(PATIENCE);
		assertThat(processesOf(folder)).isEmpty();
		assertThat(folder).doesNotExist();
	}

	private static java.util.List<String> processesOf(Path folder) {
		return HostProcesses.withVariable("HOPX_SANDBOX", folder.getFileName().toString());
	}

	private static Process start(Isolation isolation) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		return new ProcessBuilder(java, "-XX:TieredStopAtLevel=1",
				"-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"), "-cp", classPath, Server.class.getName(),
				isolation.name())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
	}

	private static Path folderOf(Process server) {
		BufferedReader reader = server.inputReader();
		return Path.of(reader.lines()
			.filter((line) -> line.startsWith("folder "))
			.findFirst()
			.map((line) -> line.substring("folder ".length()))
			.orElseThrow(() -> new IllegalStateException("The server did not start")));
	}

	/**
	 * A server in the middle of runs.
	 */
	static final class Server {

		private Server() {
		}

		public static void main(String[] arguments) throws InterruptedException {
			LocalSandboxRuntimes factory = (LocalSandboxRuntimes) LocalSandboxRuntimes
				.create(SandboxTestBase.settings(Isolation.valueOf(arguments[0])));
			Runtime.getRuntime().addShutdownHook(new Thread(factory::close));
			for (int i = 0; i < 2; i++) {
				SandboxRuntime sandbox = get(factory.start(SandboxTestBase.spec()));
				get(sandbox.run(SandboxTestBase.shell("(setsid sleep 77 >/dev/null 2>&1 &)")));
				get(sandbox.run(SandboxTestBase.code("python", "x = 1")));
				Mono.when(sandbox.run(SandboxTestBase.code("python", "while True: pass")),
						sandbox.run(SandboxTestBase.code("javascript", "setInterval(() => {}, 1000)")),
						sandbox.run(SandboxTestBase.shell("sleep 77; true")))
					.subscribe(null, (ex) -> {
					});
				while (get(sandbox.processes()).size() < 4) {
					Thread.onSpinWait();
				}
			}
			System.out.println("folder " + factory.folder());
			Thread.currentThread().join();
		}

		private static <T> T get(Mono<T> mono) {
			T value = mono.block(PATIENCE);
			if (value == null) {
				throw new UncheckedIOException(new IOException("Nothing came"));
			}
			return value;
		}

	}

}

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

package ai.hopx.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hundred sandboxes at once, and nothing left of them. The server is looked at from
 * outside, in a JVM in which nothing else happens.
 */
class ManySandboxesTests {

	private static final int SANDBOXES = 200;

	/** Far less than a kilobyte-sized leftover of each sandbox would come to. */
	private static final long HEAP_NOISE = SANDBOXES * 10_000;

	/** What a server has of each, whatever there is of it in memory. */
	private static final List<String> OF_EACH_SANDBOX = List.of("ai.hopx.embedded.control.Sandbox",
			"ai.hopx.embedded.agent.Agent", "ai.hopx.embedded.agent.AgentContext",
			"ai.hopx.embedded.runtime.LocalSandboxRuntime", "ai.hopx.embedded.runtime.SupervisorLink");

	private final ExecutorService callers = Executors.newFixedThreadPool(32);

	@TempDir
	Path temporary;

	private ServerProcess server;

	private Http control;

	@BeforeEach
	void start() throws IOException {
		this.server = ServerProcess.start(this.temporary, "64m", "--port=0");
		this.control = this.server.control();
	}

	@AfterEach
	void end() {
		this.callers.shutdownNow();
		this.server.close();
	}

	@Test
	void leaveNoProcessThreadPortFileOrObjectBehind() throws Exception {
		createUseAndKill(4);
		awaitNoProcess();
		Figures before = figures();

		createUseAndKill(SANDBOXES);

		awaitNoProcess();
		Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
			Figures after = figures();
			assertThat(after.listeners()).isEqualTo(before.listeners());
			assertThat(after.files()).isEqualTo(before.files());
			assertThat(after.threads()).noneMatch((name) -> name.startsWith("hopx-sandbox"));
			assertThat(after.objects()).noneMatch(OF_EACH_SANDBOX::contains);
			assertThat(after.heap()).isLessThan(before.heap() + HEAP_NOISE);
		});
	}

	private void createUseAndKill(int count) throws Exception {
		List<TestSandbox> sandboxes = forEach(IntStream.range(0, count).boxed().toList(), (number) -> create());
		List<Reply> replies = forEach(sandboxes, (sandbox) -> sandbox.run("python", "print('" + sandbox.id() + "')"));
		for (int i = 0; i < count; i++) {
			assertThat(replies.get(i).text("stdout")).as(replies.get(i)::toString)
				.isEqualTo(sandboxes.get(i).id() + "\n");
		}
		assertThat(this.control.get("/v1/sandboxes?limit=1000").json().path("data").size()).isEqualTo(count);
		assertThat(forEach(sandboxes, (sandbox) -> this.control.delete(sandbox.path())))
			.allSatisfy((reply) -> assertThat(reply.status()).isEqualTo(200));
	}

	private TestSandbox create() {
		Reply created = this.control.post("/v1/sandboxes", Map.of("template_name", "base"));
		assertThat(created.status()).as(created::toString).isEqualTo(201);
		return new TestSandbox(created.text("id"), this.control,
				Http.withToken(created.text("public_host"), created.text("auth_token")), created);
	}

	private <S, T> List<T> forEach(List<S> items, Step<S, T> step) throws Exception {
		List<Callable<T>> calls = items.stream().<Callable<T>>map((item) -> () -> step.apply(item)).toList();
		List<T> results = new ArrayList<>();
		for (Future<T> result : this.callers.invokeAll(calls)) {
			results.add(result.get());
		}
		return results;
	}

	private void awaitNoProcess() {
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.until(() -> this.server.process().descendants().findAny().isEmpty());
	}

	private Figures figures() throws Exception {
		// Of what is alive only, with its total at the end
		List<String> histogram = this.server.ask("GC.class_histogram").lines().toList();
		String[] total = histogram.get(histogram.size() - 1).trim().split("\\s+");
		assertThat(total[0]).isEqualTo("Total");
		Set<String> objects = new HashSet<>();
		histogram.forEach((line) -> objects.addAll(List.of(line.trim().split("\\s+"))));
		return new Figures(listeners(), threads(), files(), objects, Long.parseLong(total[2]));
	}

	private Set<String> listeners() throws IOException {
		Set<String> sockets = new HashSet<>();
		try (Stream<Path> descriptors = Files.list(proc("fd"))) {
			for (Path descriptor : descriptors.toList()) {
				sockets.add(target(descriptor));
			}
		}
		Set<String> listeners = new HashSet<>();
		for (String table : List.of("net/tcp", "net/tcp6")) {
			Files.readAllLines(proc(table))
				.stream()
				.map((line) -> line.trim().split("\\s+"))
				.filter((fields) -> "0A".equals(fields[3]) && sockets.contains("socket:[" + fields[9] + "]"))
				.forEach((fields) -> listeners.add(fields[1]));
		}
		return listeners;
	}

	private static String target(Path link) {
		try {
			return Files.readSymbolicLink(link).toString();
		}
		catch (IOException ex) {
			// Closed in the meantime
			return "";
		}
	}

	private List<String> threads() throws IOException {
		try (Stream<Path> tasks = Files.list(proc("task"))) {
			return tasks.map((task) -> name(task.resolve("comm"))).toList();
		}
	}

	private static String name(Path file) {
		try {
			return Files.readString(file).strip();
		}
		catch (IOException ex) {
			return "";
		}
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> files = Files.walk(this.server.files().get(0))) {
			return files.sorted().toList();
		}
	}

	private Path proc(String file) {
		return Path.of("/proc", Long.toString(this.server.process().pid()), file);
	}

	/**
	 * What a server has at one time.
	 *
	 * @param listeners its listening sockets
	 * @param threads names of its threads
	 * @param files its files and folders
	 * @param objects types of its living objects
	 * @param heap size of its living objects, in bytes
	 */
	private record Figures(Set<String> listeners, List<String> threads, List<Path> files, Set<String> objects,
			long heap) {
	}

	@FunctionalInterface
	private interface Step<S, T> {

		T apply(S item) throws Exception;

	}

}

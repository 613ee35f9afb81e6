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

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * An empty sandbox for each test, in every isolation mode that works here. It may have
 * been another test's before, and was reset since: that is quicker than a new one.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class SandboxTestBase {

	static final Duration PATIENCE = Duration.ofSeconds(20);

	static final int MAX_OUTPUT = 1 << 20;

	private static final Map<Isolation, SandboxRuntimes> factories = new ConcurrentHashMap<>();

	private static final Map<Isolation, Queue<SandboxRuntime>> used = Map.of(Isolation.AUTO,
			new ConcurrentLinkedQueue<>(), Isolation.PLAIN, new ConcurrentLinkedQueue<>());

	private static final AtomicInteger ids = new AtomicInteger();

	@Parameter
	Isolation isolation;

	SandboxRuntime sandbox;

	static Stream<Isolation> isolations() {
		boolean isolated = factory(Isolation.AUTO).isolation().mode() == IsolationReport.Mode.BUBBLEWRAP;
		return isolated ? Stream.of(Isolation.AUTO, Isolation.PLAIN) : Stream.of(Isolation.PLAIN);
	}

	static SandboxRuntimes factory(Isolation isolation) {
		return factories.computeIfAbsent(isolation, (each) -> {
			SandboxRuntimes factory = LocalSandboxRuntimes.create(settings(isolation));
			Runtime.getRuntime().addShutdownHook(new Thread(factory::close));
			return factory;
		});
	}

	static RuntimeSettings settings(Isolation isolation) {
		return RuntimeSettings.defaults()
			.withIsolation(isolation)
			.withPython(System.getProperty("hopx.test.python", "python3"))
			.withMaxOutputBytes(MAX_OUTPUT)
			.withMaxRichOutputBytes(MAX_OUTPUT);
	}

	static RuntimeSpec spec() {
		return new RuntimeSpec("test-" + ids.incrementAndGet(), false, 1024, 512);
	}

	@BeforeEach
	void takeSandbox() {
		SandboxRuntime sandbox = used(this.isolation).poll();
		this.sandbox = (sandbox != null) ? sandbox : start();
	}

	@AfterEach
	void giveSandboxBack() {
		SandboxFiles files = this.sandbox.files();
		Mono<Void> clear = Flux.just("/workspace", "/tmp")
			.concatMap(files::list)
			.concatMapIterable((entries) -> entries)
			.concatMap((entry) -> files.remove(entry.path()))
			.then();
		this.sandbox.reset()
			.then(clear)
			.doOnSuccess((nothing) -> used(this.isolation).add(this.sandbox))
			// One that a test has destroyed
			.onErrorResume(RuntimeFailure.class, (ex) -> this.sandbox.destroy())
			.block(PATIENCE);
	}

	private static Queue<SandboxRuntime> used(Isolation isolation) {
		return Objects.requireNonNull(used.get(isolation));
	}

	SandboxRuntime start() {
		SandboxRuntime started = factory(this.isolation).start(spec()).block(PATIENCE);
		assertThat(started).isNotNull();
		return started;
	}

	static CodeRun code(String language, String code) {
		return code(language, code, PATIENCE);
	}

	static CodeRun code(String language, String code, Duration timeout) {
		return new CodeRun(language, code, timeout, null, Map.of());
	}

	static CommandRun shell(String line) {
		return shell(line, PATIENCE);
	}

	static CommandRun shell(String line, Duration timeout) {
		return new CommandRun("bash", List.of("-c", line), timeout, null, Map.of());
	}

	RunOutcome run(CodeRun run) {
		return get(this.sandbox.run(run));
	}

	RunOutcome run(CommandRun run) {
		return get(this.sandbox.run(run));
	}

	RunOutcome python(String code) {
		return run(code("python", code));
	}

	RuntimeFailure failure(Mono<?> mono) {
		RuntimeFailure failure = catchThrowableOfType(RuntimeFailure.class, () -> mono.block(PATIENCE));
		assertThat(failure).isNotNull();
		return failure;
	}

	FileEntry write(String path, String content) {
		return get(this.sandbox.files().write(path, Mono.just(bytes(content)), null, true));
	}

	String read(String path) {
		return get(this.sandbox.files()
			.read(path)
			.collectList()
			.map((pieces) -> pieces.stream()
				.map((piece) -> StandardCharsets.UTF_8.decode(piece).toString())
				.reduce("", String::concat)));
	}

	static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	static <T> T get(Mono<T> mono) {
		T value = mono.block(PATIENCE.multipliedBy(2));
		assertThat(value).isNotNull();
		return value;
	}

}

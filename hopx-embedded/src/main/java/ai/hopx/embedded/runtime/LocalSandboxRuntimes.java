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

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sandboxes as process trees of this machine.
 */
public final class LocalSandboxRuntimes implements SandboxRuntimes {

	private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

	private static final int MEBIBYTE = 1 << 20;

	private final JsonMapper json = JsonMapper.builder().build();

	private final RuntimeSettings settings;

	private final RuntimeFolder root;

	private final Machine machine;

	private final Spawner spawner;

	private final ExecutorService workers = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "hopx-embedded-worker");
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicInteger tokens = new AtomicInteger();

	private final Set<SupervisorProcess> alive = ConcurrentHashMap.newKeySet();

	private volatile boolean closed;

	private LocalSandboxRuntimes(RuntimeSettings settings, RuntimeFolder root, Machine machine, Spawner spawner) {
		this.settings = settings;
		this.root = root;
		this.machine = machine;
		this.spawner = spawner;
	}

	/**
	 * Look for interpreters, probe the isolation and get ready to start sandboxes.
	 * @param settings what to do
	 * @return the sandboxes' factory
	 * @throws IllegalStateException if this machine lacks what the settings need; the
	 * message names what to install
	 */
	public static SandboxRuntimes create(RuntimeSettings settings) {
		RuntimeFolder root = RuntimeFolder.create();
		Spawner spawner = new Spawner();
		try {
			return new LocalSandboxRuntimes(settings, root, new MachineProbe(root, spawner).probe(settings), spawner);
		}
		catch (RuntimeException ex) {
			spawner.close();
			root.delete();
			throw ex;
		}
	}

	@Override
	public Mono<SandboxRuntime> start(RuntimeSpec spec) {
		return Mono.<SandboxRuntime>create((sink) -> {
			AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
			sink.onCancel(() -> {
				if (outcome.getAndSet("cancelled") instanceof SandboxRuntime runtime) {
					runtime.destroy().subscribe();
				}
			});
			this.workers.execute(() -> launch(spec, sink, outcome));
		}).publishOn(Schedulers.parallel());
	}

	private void launch(RuntimeSpec spec, MonoSink<SandboxRuntime> sink, AtomicReference<@Nullable Object> outcome) {
		UserIds.Id user = this.machine.users().take();
		try {
			SandboxFolder folder = SandboxFolder.create(this.root.path(),
					spec.id() + "-" + this.tokens.incrementAndGet(), user);
			ProcessBuilder builder = new ProcessBuilder(this.machine.command(folder, user, spec.internetAccess()));
			builder.environment().clear();
			builder.environment().putAll(this.machine.environment(folder));
			builder.directory(this.root.path().toFile());
			builder.redirectError(Files.createFile(folder.log()).toFile());
			this.spawner.submit(builder).whenComplete((process, ex) -> {
				if (process != null) {
					started(spec, process, folder, user, sink, outcome);
				}
				else {
					sink.error(ex);
				}
			});
		}
		catch (IOException | RuntimeException ex) {
			this.machine.users().giveBack(user);
			sink.error(ex);
		}
	}

	private void started(RuntimeSpec spec, Process process, SandboxFolder folder, UserIds.Id user,
			MonoSink<SandboxRuntime> sink, AtomicReference<@Nullable Object> outcome) {
		SupervisorLink link = new SupervisorLink(process, this.json, this.workers,
				this.settings.maxRichOutputBytes() + this.settings.maxOutputBytes() * 6 + 64 * MEBIBYTE);
		AtomicReference<@Nullable SupervisorProcess> self = new AtomicReference<>();
		SupervisorProcess supervisor = new SupervisorProcess(process, link, folder, () -> {
			FolderRemoval.remove(folder.path());
			this.machine.users().giveBack(user);
			SupervisorProcess ended = self.get();
			if (ended != null) {
				this.alive.remove(ended);
			}
		});
		self.set(supervisor);
		this.alive.add(supervisor);
		supervisor.start();
		LocalSandboxRuntime runtime = new LocalSandboxRuntime(supervisor, this.settings);
		link.ask(configuration(spec, folder, user), (header, payload) -> header)
			.timeout(START_TIMEOUT)
			.subscribe((ready) -> {
				if (outcome.compareAndSet(null, runtime) && !this.closed) {
					sink.success(runtime);
				}
				else {
					runtime.destroy().subscribe();
				}
			}, (ex) -> {
				runtime.destroy().subscribe();
				sink.error(ex);
			});
	}

	private Map<String, Object> configuration(RuntimeSpec spec, SandboxFolder folder, UserIds.Id user) {
		Launcher launcher = this.machine.launcher();
		boolean isolated = launcher.mode() == IsolationReport.Mode.BUBBLEWRAP;
		Map<String, Object> request = new HashMap<>();
		request.put("op", "configure");
		request.put("isolated", isolated);
		request.put("folders", launcher.folders(folder));
		request.put("env", this.machine.environment(folder));
		request.put("interpreters", this.machine.executables());
		request.put("kernel", launcher.library() + "/kernel/kernel.py");
		request.put("maxOutput", this.settings.maxOutputBytes());
		request.put("maxRich", this.settings.maxRichOutputBytes());
		request.put("memoryBytes", (long) spec.memoryMb() * MEBIBYTE);
		request.put("diskBytes", (long) spec.diskMb() * MEBIBYTE);
		return request;
	}

	@Override
	public IsolationReport isolation() {
		return this.machine.isolation();
	}

	@Override
	public Set<String> languages() {
		return new TreeSet<>(this.machine.executables().keySet());
	}

	@Override
	public void close() {
		this.closed = true;
		Flux.fromIterable(this.alive).flatMap(SupervisorProcess::destroy, Integer.MAX_VALUE).blockLast();
		this.spawner.close();
		this.workers.shutdown();
		this.root.delete();
	}

}

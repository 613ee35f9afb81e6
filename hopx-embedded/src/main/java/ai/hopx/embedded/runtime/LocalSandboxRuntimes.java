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

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sandboxes as process trees of this machine. Safe for use from many threads.
 */
public final class LocalSandboxRuntimes implements SandboxRuntimes {

	private static final String CLOSED = "The sandboxes' server is closed";

	private final SandboxLaunch.Host host;

	private final ExecutorService workers = Executors.newCachedThreadPool((task) -> {
		Thread thread = new Thread(task, "hopx-embedded-worker");
		thread.setDaemon(true);
		return thread;
	});

	private final AtomicInteger numbers = new AtomicInteger();

	private final Set<SupervisorProcess> supervisors = ConcurrentHashMap.newKeySet();

	// One party for each sandbox from its launch to its end, and one for this object
	private final Phaser parties = new Phaser(1);

	private final AtomicBoolean closed = new AtomicBoolean();

	private LocalSandboxRuntimes(RuntimeSettings settings, RuntimeFolder root, Machine machine, Spawner spawner) {
		this.host = new SandboxLaunch.Host(settings, root, machine, spawner, this.workers, JsonMapper.builder().build(),
				this::onStart, this::onEnd);
	}

	/**
	 * Look for interpreters, probe the isolation and get ready to start sandboxes. Blocks
	 * for as long as that takes, some hundred milliseconds the first time.
	 * @param settings what to do
	 * @return the sandboxes' factory
	 * @throws IllegalStateException if this machine lacks what the settings need; the
	 * message names what to install
	 */
	public static SandboxRuntimes create(RuntimeSettings settings) {
		RuntimeFolder root = RuntimeFolder.create();
		Spawner spawner = new Spawner();
		try {
			MachineProbe probe = new MachineProbe(root, new HostPrograms(spawner, root.path()));
			Machine machine = probe.probe(settings);
			LocalSandboxRuntimes runtimes = new LocalSandboxRuntimes(settings, root, machine, spawner);
			runtimes.inBackground(() -> {
				probe.compile(machine);
				AbandonedFolders.sweepBeside(root.path());
			});
			return runtimes;
		}
		catch (RuntimeException ex) {
			spawner.close();
			root.delete();
			throw ex;
		}
	}

	@Override
	public Mono<SandboxRuntime> start(RuntimeSpec spec) {
		// Nothing between the sink and the caller: a runtime dropped there would live on
		return Mono.create((sink) -> {
			this.parties.register();
			if (this.closed.get()) {
				onEnd(null);
				sink.error(new RuntimeFailure(RuntimeFailure.Reason.SANDBOX_GONE, CLOSED));
				return;
			}
			String name = spec.id() + "-" + this.numbers.incrementAndGet();
			SandboxLaunch launch = new SandboxLaunch(spec, this.host, sink);
			this.workers.execute(() -> launch.run(name));
		});
	}

	@Override
	public IsolationReport isolation() {
		return this.host.machine().isolation();
	}

	@Override
	public Set<String> languages() {
		return new TreeSet<>(this.host.machine().executables().keySet());
	}

	@Override
	public boolean hasProgram(String name) {
		return this.host.machine().hasProgram(name);
	}

	@Override
	public Path storage() {
		return this.host.root().storage();
	}

	@Override
	public void close() {
		if (!this.closed.compareAndSet(false, true)) {
			return;
		}
		this.supervisors.forEach(SupervisorProcess::hangUp);
		this.supervisors.forEach(SupervisorProcess::awaitEnd);
		awaitLaunches();
		this.host.spawner().close();
		this.workers.shutdown();
		this.host.root().delete();
	}

	Path folder() {
		return this.host.root().path();
	}

	private void inBackground(Runnable task) {
		this.parties.register();
		this.workers.execute(() -> {
			try {
				task.run();
			}
			finally {
				onEnd(null);
			}
		});
	}

	private void awaitLaunches() {
		try {
			this.parties.awaitAdvanceInterruptibly(this.parties.arrive(), 2 * SupervisorProcess.PATIENCE.toMillis(),
					TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		catch (TimeoutException ex) {
			// Nothing more can be done for what does not end; its folder goes
		}
	}

	private void onStart(SupervisorProcess supervisor) {
		this.supervisors.add(supervisor);
		if (this.closed.get()) {
			supervisor.hangUp();
		}
	}

	private void onEnd(@Nullable SupervisorProcess supervisor) {
		if (supervisor != null) {
			this.supervisors.remove(supervisor);
		}
		this.parties.arriveAndDeregister();
	}

}

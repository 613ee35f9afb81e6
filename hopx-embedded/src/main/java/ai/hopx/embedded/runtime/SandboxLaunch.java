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
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;
import tools.jackson.databind.json.JsonMapper;

/**
 * The start of one sandbox: folders, process, settings. Whatever goes wrong, and whenever
 * it is cancelled, nothing is left of it.
 */
final class SandboxLaunch {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final long MEBIBYTE = 1 << 20;

	// Room for long lists of files beside the text and the rich output of a run
	private static final int MAX_LIST = 64 << 20;

	// A character of text takes up to six bytes of JSON
	private static final int MAX_EXPANSION = 6;

	// Processes and threads; holds only where a sandbox's user, or its count, is its own
	private static final int MAX_PROCESSES = 1024;

	private static final Object CANCELLED = new Object();

	private final RuntimeSpec spec;

	private final Host host;

	private final MonoSink<SandboxRuntime> sink;

	private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

	private UserIds.@Nullable Id user;

	private @Nullable SandboxFolder folder;

	SandboxLaunch(RuntimeSpec spec, Host host, MonoSink<SandboxRuntime> sink) {
		this.spec = spec;
		this.host = host;
		this.sink = sink;
		sink.onCancel(this::cancel);
	}

	/**
	 * Lay out the folders and have the supervisor started.
	 * @param name name of the sandbox's folder
	 */
	void run(String name) {
		try {
			UserIds.Id user = this.host.machine().users().take();
			this.user = user;
			SandboxFolder folder = SandboxFolder.create(this.host.root().path(), name, user);
			this.folder = folder;
			ProcessBuilder builder = new ProcessBuilder(
					this.host.machine().command(folder, user, this.spec.internetAccess()));
			builder.environment().clear();
			builder.environment().putAll(this.host.machine().environment(folder));
			builder.directory(this.host.root().path().toFile());
			builder.redirectError(Files.createFile(folder.log()).toFile());
			this.host.spawner().submit(builder).whenCompleteAsync((process, ex) -> {
				if (process != null) {
					onStarted(process, folder);
				}
				else {
					onFailure(ex);
				}
			}, this.host.workers());
		}
		catch (IOException | RuntimeException ex) {
			onFailure(ex);
		}
	}

	private Map<String, String> environment(SandboxFolder folder) {
		Map<String, String> machine = this.host.machine().environment(folder);
		Map<String, String> environment = new HashMap<>(machine);
		environment.putAll(this.spec.env());
		// The name by which a sandbox's processes are found is not its own to change
		environment.computeIfPresent(ProcessSweep.VARIABLE, (name, value) -> machine.get(name));
		return environment;
	}

	private Map<String, String> visibleEnvironment(SandboxFolder folder) {
		Map<String, String> environment = environment(folder);
		environment.remove(ProcessSweep.VARIABLE);
		return Map.copyOf(environment);
	}

	private void onStarted(Process process, SandboxFolder folder) {
		RuntimeSettings settings = this.host.settings();
		int maxPayload = settings.maxRichOutputBytes() + MAX_EXPANSION * settings.maxOutputBytes() + MAX_LIST;
		SupervisorLink link = new SupervisorLink(process, this.host.json(), this.host.workers(), maxPayload);
		AtomicReference<@Nullable SupervisorProcess> self = new AtomicReference<>();
		SupervisorProcess supervisor = new SupervisorProcess(process, link, folder, () -> {
			clearUp();
			this.host.onEnd().accept(self.get());
		});
		self.set(supervisor);
		this.host.onStart().accept(supervisor);
		supervisor.start();
		SandboxRuntime runtime = new LocalSandboxRuntime(supervisor, settings, visibleEnvironment(folder), folder);
		link.ask(configuration(folder), (header, payload) -> header).timeout(TIMEOUT).subscribe((ready) -> {
			if (this.outcome.compareAndSet(null, runtime)) {
				this.sink.success(runtime);
			}
			else {
				supervisor.hangUp();
			}
		}, (ex) -> {
			supervisor.hangUp();
			this.sink.error(ex);
		});
	}

	private void onFailure(Throwable ex) {
		clearUp();
		this.host.onEnd().accept(null);
		this.sink.error(new RuntimeFailure(RuntimeFailure.Reason.INTERNAL_ERROR,
				"The sandbox cannot be started: " + ex.getMessage(), ex));
	}

	private void cancel() {
		if (this.outcome.getAndSet(CANCELLED) instanceof SandboxRuntime runtime) {
			runtime.destroy().subscribe();
		}
	}

	private void clearUp() {
		UserIds.Id user = this.user;
		if (user != null && user.separate() && !isolated()) {
			// What is not isolated can kill its supervisor, and so get out of its sight
			ProcessSweep.kill(user);
		}
		SandboxFolder folder = this.folder;
		if (folder != null) {
			FolderRemoval.remove(folder.path());
		}
		if (user != null) {
			this.host.machine().users().giveBack(user);
		}
	}

	private boolean isolated() {
		return this.host.machine().isolation().mode() == IsolationReport.Mode.BUBBLEWRAP;
	}

	private Map<String, Object> configuration(SandboxFolder folder) {
		Machine machine = this.host.machine();
		boolean isolated = isolated();
		Map<String, Object> request = new HashMap<>();
		request.put("op", "configure");
		request.put("isolated", isolated);
		request.put("folders", machine.launcher().folders(folder));
		request.put("disk", machine.launcher().writableFolders(folder));
		request.put("env", environment(folder));
		request.put("workdir", this.spec.workdir());
		request.put("interpreters", machine.executables());
		request.put("kernel", machine.launcher().library() + "/kernel/kernel.py");
		request.put("maxOutput", this.host.settings().maxOutputBytes());
		request.put("maxRich", this.host.settings().maxRichOutputBytes());
		request.put("memoryBytes", this.spec.memoryMb() * MEBIBYTE);
		request.put("diskBytes", this.spec.diskMb() * MEBIBYTE);
		request.put("processes",
				(machine.users().separate() || (isolated && countsPerNamespace())) ? MAX_PROCESSES : 0);
		return request;
	}

	/**
	 * Tell whether Linux counts a user's processes in each namespace apart, as it does
	 * from 5.14 on. Before, all of the user's processes would count against a sandbox.
	 */
	private static boolean countsPerNamespace() {
		String[] version = System.getProperty("os.version", "").split("\\D+");
		try {
			int major = Integer.parseInt(version[0]);
			return major > 5 || (major == 5 && Integer.parseInt(version[1]) >= 14);
		}
		catch (NumberFormatException | ArrayIndexOutOfBoundsException ex) {
			return false;
		}
	}

	/**
	 * What all sandboxes of a server share.
	 *
	 * @param settings the server's settings
	 * @param root its folder
	 * @param machine what it runs on
	 * @param spawner starts its processes
	 * @param workers runs what may block for a moment
	 * @param json reads and writes frames
	 * @param onStart is told of each supervisor that was started
	 * @param onEnd is told when all of a launch has ended, with its supervisor if it got
	 * that far
	 */
	record Host(RuntimeSettings settings, RuntimeFolder root, Machine machine, Spawner spawner, Executor workers,
			JsonMapper json, Consumer<SupervisorProcess> onStart, Consumer<@Nullable SupervisorProcess> onEnd) {

	}

}

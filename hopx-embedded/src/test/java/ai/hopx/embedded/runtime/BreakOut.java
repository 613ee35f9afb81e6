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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Attempts to break out of a sandbox, each named as {@code SECURITY.md} has it.
 */
enum BreakOut {

	READ_PRIVATE_FILE("Read a private file in the home of the server's user") {
		@Override
		boolean succeeds(Sandbox sandbox) throws IOException {
			Path secret = file(Path.of(System.getProperty("user.home")), "rw-------");
			try {
				return sandbox.python("print(open('%s').read())".formatted(secret)).contains("secret");
			}
			finally {
				Files.delete(secret);
			}
		}
	},

	READ_PUBLIC_FILE("Read a file that every user of the machine may read") {
		@Override
		boolean succeeds(Sandbox sandbox) throws IOException {
			Path secret = file(Path.of("/tmp"), "rw-r--r--");
			try {
				return sandbox.python("print(open('%s').read())".formatted(secret)).contains("secret");
			}
			finally {
				Files.delete(secret);
			}
		}
	},

	READ_BY_PROC("Read a file through `/proc/<pid>/root`") {
		@Override
		boolean succeeds(Sandbox sandbox) throws IOException {
			Path secret = file(Path.of("/tmp"), "rw-r--r--");
			try {
				return sandbox.python("""
						import glob
						for root in glob.glob('/proc/[0-9]*/root'):
						    try:
						        print(open(root + '%s').read())
						    except OSError:
						        pass
						""".formatted(secret)).contains("secret");
			}
			finally {
				Files.delete(secret);
			}
		}
	},

	CHANGE_FILE("Change a file of the server's user") {
		@Override
		boolean succeeds(Sandbox sandbox) throws IOException {
			Path secret = file(Path.of("/tmp"), "rw-------");
			try {
				sandbox.python("open('%s', 'a').write('changed')".formatted(secret));
				return Files.readString(secret).endsWith("changed");
			}
			finally {
				Files.delete(secret);
			}
		}
	},

	READ_OTHER_SANDBOX("Read the files of another sandbox") {
		@Override
		boolean succeeds(Sandbox sandbox) throws IOException {
			Sandbox victim = sandbox.another();
			try {
				victim.python("open('mine', 'w').write('secret')");
				Path file = sandbox.folderOf(victim).resolve("workspace/mine");
				assertThat(file).exists();
				return sandbox.python("print(open('%s').read())".formatted(file)).contains("secret");
			}
			finally {
				victim.destroy();
			}
		}
	},

	LEAVE_BY_LINK("Have the files API follow a link out of the sandbox") {
		@Override
		boolean succeeds(Sandbox sandbox) throws IOException {
			Path secret = file(Path.of("/tmp"), "rw-r--r--");
			try {
				String made = sandbox.python("""
						import os
						os.symlink('%s', 'link')
						os.symlink('/', 'root')
						print(os.readlink('link'))
						""".formatted(secret));
				assertThat(made).isEqualTo(secret.toString());
				SandboxFiles files = sandbox.runtime().files();
				return Stream.of("link", "root" + secret).anyMatch((path) -> succeeded(files.read(path)));
			}
			finally {
				Files.delete(secret);
			}
		}
	},

	SEE_PROCESSES("See the machine's processes") {
		@Override
		boolean succeeds(Sandbox sandbox) throws IOException {
			Process victim = sleep(77);
			try {
				return sandbox
					.python("print(open('/proc/%d/cmdline').read().replace('\\0', ' '))".formatted(victim.pid()))
					.startsWith("sleep 77");
			}
			finally {
				victim.destroyForcibly();
			}
		}
	},

	KILL_PROCESS("Kill a process of the server's user") {
		@Override
		boolean succeeds(Sandbox sandbox) throws Exception {
			Process victim = sleep(77);
			try {
				sandbox.python("import os\nos.kill(%d, 9)".formatted(victim.pid()));
				return victim.waitFor(200, TimeUnit.MILLISECONDS);
			}
			finally {
				victim.destroyForcibly();
			}
		}
	},

	READ_ENVIRONMENT("Read the server's environment variables") {
		@Override
		boolean succeeds(Sandbox sandbox) {
			String environment = sandbox
				.python("print(open('/proc/%d/environ').read())".formatted(ProcessHandle.current().pid()));
			return environment.contains("PATH=" + System.getenv("PATH"));
		}
	},

	FORK_BOMB("Start more than 1,024 processes") {
		@Override
		boolean succeeds(Sandbox sandbox) {
			// A machine under load needs long for a thousand processes
			RunOutcome outcome = Objects.requireNonNull(sandbox.runtime().run(SandboxTestBase.code("python", """
					import os, signal, time
					children = []
					try:
					    while len(children) < 1100:
					        child = os.fork()
					        if child == 0:
					            time.sleep(77)
					            os._exit(0)
					        children.append(child)
					except OSError:
					    pass
					finally:
					    for child in children:
					        os.kill(child, signal.SIGKILL)
					print(len(children))
					""", SandboxTestBase.PATIENCE.multipliedBy(5))).block(SandboxTestBase.PATIENCE.multipliedBy(6)));
			assertThat(outcome.stdout().strip()).as("%s", outcome).matches("\\d+");
			int count = Integer.parseInt(outcome.stdout().strip());
			assertThat(count).isGreaterThan(500);
			return count == 1100;
		}
	},

	FILL_DISK("Go on writing when the sandbox's disk is full") {
		@Override
		boolean succeeds(Sandbox sandbox) {
			Mono<String> gone = sandbox.runtime().whenGone().cache();
			sandbox.runtime().run(SandboxTestBase.shell("""
					for i in $(seq 1000); do head -c 1000000 /dev/zero > file-$i; sleep 0.02; done
					""")).onErrorComplete().block(SandboxTestBase.PATIENCE.multipliedBy(2));
			return !gone.hasElement().onErrorReturn(false).blockOptional(SandboxTestBase.PATIENCE).orElse(false);
		}
	},

	OUTLIVE_AS_DAEMON("Outlive the sandbox as a daemon") {
		@Override
		boolean succeeds(Sandbox sandbox) {
			String mark = "7" + System.nanoTime();
			sandbox.shell("(env -i setsid nohup sleep %s >/dev/null 2>&1 &)".formatted(mark));
			assertThat(sleeping(mark)).isTrue();
			sandbox.destroy();
			return outlived(mark);
		}
	},

	OUTLIVE_SUPERVISOR("Outlive the sandbox by killing what watches over it") {
		@Override
		boolean succeeds(Sandbox sandbox) {
			String mark = "7" + System.nanoTime();
			sandbox.shell("(env -i setsid nohup sleep %s >/dev/null 2>&1 &)".formatted(mark));
			assertThat(sleeping(mark)).isTrue();
			sandbox.shell("kill -9 $PPID");
			sandbox.destroy();
			return outlived(mark);
		}
	},

	REACH_PORT("Reach a port of the machine's loopback interface") {
		@Override
		boolean succeeds(Sandbox sandbox) throws IOException {
			try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
				return sandbox.python("""
						import socket
						socket.create_connection(('127.0.0.1', %d), 2)
						print('reached')
						""".formatted(socket.getLocalPort())).equals("reached");
			}
		}
	},

	BIND_MOUNT("Mount folders in a namespace of its own") {
		@Override
		boolean succeeds(Sandbox sandbox) {
			return sandbox.shell("mkdir a b; touch a/file; unshare -Urm sh -c 'mount --bind a b && ls b'")
				.equals("file");
		}
	},

	GAIN_RIGHTS("Gain rights by a set-user-id program such as `sudo`") {
		@Override
		boolean succeeds(Sandbox sandbox) {
			String status = sandbox.shell("grep NoNewPrivs /proc/self/status");
			assertThat(status).startsWith("NoNewPrivs:");
			return status.endsWith("0");
		}
	};

	private final String title;

	BreakOut(String title) {
		this.title = title;
	}

	/**
	 * Try it.
	 * @param sandbox where to try it from, good for nothing else afterwards
	 * @return whether it worked
	 */
	abstract boolean succeeds(Sandbox sandbox) throws Exception;

	@Override
	public String toString() {
		return this.title;
	}

	private static Path file(Path folder, String permissions) throws IOException {
		Path file = Files.createTempFile(folder, "hopx-isolation-", ".txt");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
		Files.writeString(file, "secret");
		return file;
	}

	private static Process sleep(int seconds) throws IOException {
		return new ProcessBuilder("sleep", Integer.toString(seconds)).start();
	}

	private static boolean sleeping(String mark) {
		return Awaitility.await()
			.atMost(SandboxTestBase.PATIENCE)
			.until(() -> sleepers(mark).findAny().isPresent(), Boolean::booleanValue);
	}

	private static boolean outlived(String mark) {
		boolean alive = sleepers(mark).findAny().isPresent();
		sleepers(mark).forEach(ProcessHandle::destroyForcibly);
		return alive;
	}

	private static Stream<ProcessHandle> sleepers(String mark) {
		return ProcessHandle.allProcesses()
			.filter((process) -> process.info().commandLine().orElse("").endsWith("sleep " + mark));
	}

	private static boolean succeeded(Publisher<?> read) {
		return Boolean.TRUE.equals(Mono.from(read)
			.hasElement()
			.onErrorReturn(RuntimeFailure.class, false)
			.block(SandboxTestBase.PATIENCE));
	}

	/**
	 * Where an attempt is made from.
	 *
	 * @param factory what started it, and can start more
	 * @param runtime the sandbox
	 * @param id its id
	 * @param internetAccess whether it has the machine's network
	 */
	record Sandbox(LocalSandboxRuntimes factory, SandboxRuntime runtime, String id, boolean internetAccess) {

		static Sandbox start(LocalSandboxRuntimes factory, boolean internetAccess) {
			String id = SandboxTestBase.spec().id();
			return new Sandbox(factory,
					SandboxTestBase.get(factory.start(new RuntimeSpec(id, internetAccess, 1024, 20))), id,
					internetAccess);
		}

		Sandbox another() {
			return start(this.factory, this.internetAccess);
		}

		String python(String code) {
			return SandboxTestBase.get(this.runtime.run(SandboxTestBase.code("python", code))).stdout().strip();
		}

		/** Returns what it printed, or nothing if the sandbox did not survive it. */
		String shell(String line) {
			return this.runtime.run(SandboxTestBase.shell(line))
				.map((outcome) -> outcome.stdout().strip())
				.onErrorReturn(RuntimeFailure.class, "")
				.blockOptional(SandboxTestBase.PATIENCE)
				.orElse("");
		}

		Path folderOf(Sandbox other) throws IOException {
			try (Stream<Path> folders = Files.list(this.factory.folder())) {
				return folders.filter((folder) -> folder.getFileName().toString().startsWith(other.id() + "-"))
					.findFirst()
					.orElseThrow();
			}
		}

		void destroy() {
			this.runtime.destroy().block(SandboxTestBase.PATIENCE);
		}

	}

}

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
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What is made of machines that have more or less on their search path.
 */
class MachineProbeTests {

	private final Spawner spawner = new Spawner();

	private final RuntimeFolder root = RuntimeFolder.create();

	@TempDir
	private Path bin;

	@BeforeEach
	void openSearchPath() throws IOException {
		// Sandboxes of root run as somebody else
		Files.setPosixFilePermissions(this.bin, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

	@AfterEach
	void clearUp() {
		this.spawner.close();
		this.root.delete();
	}

	@Test
	void settlesForPlainWithoutBubblewrap() throws IOException {
		link("python3");
		Machine machine = probe(Isolation.AUTO);
		assertThat(machine.isolation().mode()).isEqualTo(IsolationReport.Mode.PLAIN);
		assertThat(machine.isolation().reason()).contains("bubblewrap is not installed", "apt-get install bubblewrap");
		assertThat(machine.executables()).containsOnlyKeys("python");
	}

	@Test
	void saysWhatIsMissingWhereIsolationWasAskedFor() throws IOException {
		link("python3");
		assertThatIllegalStateException().isThrownBy(() -> probe(Isolation.BUBBLEWRAP))
			.withMessageContaining("bubblewrap is not installed")
			.withMessageContaining("apt-get install bubblewrap");
	}

	@Test
	void passesOnWhatBubblewrapSays() throws IOException {
		link("python3");
		script("bwrap", "echo 'bwrap: setting up uid map: Permission denied' >&2; exit 1");
		Machine machine = probe(Isolation.AUTO);
		assertThat(machine.isolation().mode()).isEqualTo(IsolationReport.Mode.PLAIN);
		assertThat(machine.isolation().reason()).isEqualTo("bwrap: setting up uid map: Permission denied");
	}

	@Test
	void doesWithoutWhatAnOldBubblewrapDoesNotKnow() throws IOException {
		List<Path> bubblewrap = new HostPrograms(this.spawner, this.root.path()).find("bwrap");
		Assumptions.assumeTrue(SandboxTestBase.isolations().count() > 1, "bubblewrap does not work here");
		link("python3");
		script("bwrap",
				"case \"$*\" in *--disable-userns*) echo 'bwrap: Unknown option --disable-userns' >&2; exit 1;; esac\n"
						+ "exec " + bubblewrap.get(0) + " \"$@\"");
		Machine machine = probe(Isolation.BUBBLEWRAP);
		assertThat(machine.isolation()).isEqualTo(new IsolationReport(IsolationReport.Mode.BUBBLEWRAP, null));
	}

	@Test
	void asksAShimForTheRealProgram() throws IOException {
		link("python3");
		link("bash");
		script("node", "[ \"$1\" = -p ] && echo " + this.bin.resolve("real-node") + " || exit 1");
		script("real-node", "exit 0");
		assertThat(probe(Isolation.PLAIN).executables())
			.containsEntry("javascript", this.bin.resolve("real-node").toString())
			.containsKey("bash");
	}

	@Test
	void passesOverInterpretersThatDoNotRun() throws IOException {
		link("python3");
		script("node", "exit 1");
		script("go", "exit 1");
		assertThat(probe(Isolation.PLAIN).executables()).containsOnlyKeys("python");
	}

	@Test
	void takesNoPythonThatIsTooOld() throws IOException {
		script("python3", "echo '{\"executable\":\"/usr/bin/python3\",\"version\":[3,7,9],\"folders\":[]}'");
		assertThatIllegalStateException().isThrownBy(() -> probe(Isolation.PLAIN))
			.withMessageContaining("Python 3.8 or later");
	}

	@Test
	void takesNoPythonThatIsSomethingElse() throws IOException {
		script("python3", "echo hello");
		assertThatIllegalStateException().isThrownBy(() -> probe(Isolation.AUTO))
			.withMessageContaining("Python 3.8 or later");
	}

	@Test
	void asksNoPythonOutOfReachWhileThereIsOneWithin() throws IOException {
		Assumptions.assumeTrue(this.root.belongsToRoot(), "sandboxes run as this user, and reach what it reaches");
		Path closed = Files.createDirectory(this.bin.resolve("closed"),
				PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
		Path asked = this.bin.resolve("asked");
		Path shim = script("closed/python3", "touch " + asked + "; exec /usr/bin/env python3 \"$@\"");
		assertThat(probe(Isolation.PLAIN, closed).executables()).containsKey("python");
		assertThat(asked).exists();
		Files.delete(asked);
		link("python3");
		assertThat(probe(Isolation.PLAIN, closed, this.bin).executables()).containsKey("python")
			.doesNotContainValue(shim.toString());
		assertThat(asked).doesNotExist();
	}

	private Machine probe(Isolation isolation) {
		return probe(isolation, this.bin);
	}

	private Machine probe(Isolation isolation, Path... searchPath) {
		HostPrograms programs = new HostPrograms(this.spawner, this.root.path(), List.of(searchPath));
		return new MachineProbe(this.root, programs).probeAgain(RuntimeSettings.defaults().withIsolation(isolation));
	}

	private void link(String program) throws IOException {
		Path real = Path.of("/usr/bin", program);
		Path found = Files.isExecutable(real) ? real
				: new HostPrograms(this.spawner, this.root.path()).find(program).get(0).toRealPath();
		Files.createSymbolicLink(this.bin.resolve(program), found);
	}

	private Path script(String name, String body) throws IOException {
		Path script = Files.writeString(this.bin.resolve(name), "#!/bin/sh\n" + body + "\n");
		return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
	}

}

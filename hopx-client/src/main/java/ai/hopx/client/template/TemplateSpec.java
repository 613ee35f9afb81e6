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

package ai.hopx.client.template;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a template is to be made of: a base image and steps, which are taken in the order
 * in which they are given here. Immutable: each method returns a copy. Of the service's
 * own accord, {@code ENV} and {@code WORKDIR} hold for the build only and not for
 * sandboxes made from the template.
 */
public final class TemplateSpec {

	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

	private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private static final int DEFAULT_CPU = 2;

	private static final int DEFAULT_MEMORY_MB = 2048;

	private static final int DEFAULT_DISK_GB = 10;

	private final String name;

	private final String image;

	private final List<TemplateStep> steps;

	private final Settings settings;

	private TemplateSpec(String name, String image, List<TemplateStep> steps, Settings settings) {
		this.name = name;
		this.image = image;
		this.steps = steps;
		this.settings = settings;
	}

	/**
	 * Start to describe a template.
	 * @param name its name, by which sandboxes are created; one of an organisation
	 * @param image reference of the image to start from. Images with musl, such as
	 * Alpine, are refused by the service
	 * @return the spec of 2 cores, 2,048 MB of memory and 10 GB of disk
	 */
	public static TemplateSpec of(String name, String image) {
		if (!NAME.matcher(Checks.text(name, "The name of a template")).matches()) {
			throw Checks.invalid("The name of a template is letters, digits, '.', '_' and '-', begins with a letter or "
					+ "digit and has up to 128 characters; '%s' is none".formatted(name));
		}
		return new TemplateSpec(name, Checks.text(image, "The image of a template"), List.of(),
				new Settings(DEFAULT_CPU, DEFAULT_MEMORY_MB, DEFAULT_DISK_GB, null, null, null, false, false));
	}

	/**
	 * Copy a file or folder of this machine into the template.
	 * @param source the file or folder; of a folder, its content. Read when the build is
	 * started
	 * @param target where to
	 * @return a copy of this spec
	 */
	public TemplateSpec copy(Path source, String target) {
		return copy(source, target, CopyOptions.defaults());
	}

	/**
	 * Copy a file or folder of this machine into the template.
	 * @param source the file or folder; of a folder, its content. Read when the build is
	 * started
	 * @param target where to
	 * @param options whose the files are, and their permissions
	 * @return a copy of this spec
	 */
	public TemplateSpec copy(Path source, String target, CopyOptions options) {
		Checks.present(source, "What to copy");
		Checks.present(options, "The options of a copy");
		return with(TemplateStep.copy(source, Checks.text(target, "The target of a copy"), options));
	}

	/**
	 * Run a command.
	 * @param line a line for the shell
	 * @return a copy of this spec
	 */
	public TemplateSpec run(String line) {
		return with(TemplateStep.of("RUN", Checks.text(line, "The command of a step")));
	}

	/**
	 * Set an environment variable for the steps after this one.
	 * @param name its name
	 * @param value its value, which may be empty
	 * @return a copy of this spec
	 */
	public TemplateSpec env(String name, String value) {
		if (!VARIABLE.matcher(Checks.text(name, "The name of an environment variable")).matches()) {
			throw Checks.invalid("'%s' is no name of an environment variable".formatted(name));
		}
		if (Checks.present(value, "The value of an environment variable").indexOf('\0') >= 0) {
			throw Checks.invalid("The value of '%s' must not contain the character NUL".formatted(name));
		}
		return with(TemplateStep.of("ENV", name, value));
	}

	/**
	 * Set where the steps after this one work.
	 * @param path a directory
	 * @return a copy of this spec
	 */
	public TemplateSpec workdir(String path) {
		return with(TemplateStep.of("WORKDIR", Checks.text(path, "The working directory")));
	}

	/**
	 * Set who takes the steps after this one.
	 * @param user the user
	 * @return a copy of this spec
	 */
	public TemplateSpec user(String user) {
		return with(TemplateStep.of("USER", Checks.text(user, "The user")));
	}

	/**
	 * Set the image's command.
	 * @param command the command
	 * @return a copy of this spec
	 */
	public TemplateSpec cmd(String command) {
		return with(TemplateStep.of("CMD", Checks.text(command, "The command")));
	}

	/**
	 * Install packages of Debian or Ubuntu.
	 * @param packages their names
	 * @return a copy of this spec
	 */
	public TemplateSpec aptInstall(String... packages) {
		return run("apt-get update && "
				+ ShellWords.line("DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends",
						ShellWords.checked("a package", packages))
				+ " && rm -rf /var/lib/apt/lists/*");
	}

	/**
	 * Install packages of Python.
	 * @param packages their names, with versions where wanted: {@code pandas==2.2.3}
	 * @return a copy of this spec
	 */
	public TemplateSpec pipInstall(String... packages) {
		return run(ShellWords.line("pip install --no-cache-dir", ShellWords.checked("a Python package", packages)));
	}

	/**
	 * Install packages of Node.js, for all users.
	 * @param packages their names
	 * @return a copy of this spec
	 */
	public TemplateSpec npmInstall(String... packages) {
		return run(ShellWords.line("npm install -g", ShellWords.checked("an npm package", packages)));
	}

	/**
	 * Install programs written in Go.
	 * @param packages their packages, with versions: {@code example.org/tool@latest}
	 * @return a copy of this spec
	 */
	public TemplateSpec goInstall(String... packages) {
		return run(ShellWords.line("go install", ShellWords.checked("a Go package", packages)));
	}

	/**
	 * Install programs written in Rust.
	 * @param crates their crates
	 * @return a copy of this spec
	 */
	public TemplateSpec cargoInstall(String... crates) {
		return run(ShellWords.line("cargo install", ShellWords.checked("a crate", crates)));
	}

	/**
	 * Clone a Git repository, its newest commit only.
	 * @param url where it is
	 * @param target where to
	 * @return a copy of this spec
	 */
	public TemplateSpec gitClone(String url, String target) {
		return run(ShellWords.line("git clone --depth 1",
				List.of(Checks.text(url, "The URL of a repository"), Checks.text(target, "The target of a clone"))));
	}

	/**
	 * Set what runs when a sandbox boots.
	 * @param command a line for the shell
	 * @return a copy of this spec
	 */
	public TemplateSpec startCommand(String command) {
		return with(this.settings.startCommand(Checks.text(command, "The start command")));
	}

	/**
	 * Set what has to be there before a sandbox counts as ready.
	 * @param check the check
	 * @return a copy of this spec
	 */
	public TemplateSpec readyCheck(ReadyCheck check) {
		return with(this.settings.readyCheck(Checks.present(check, "The ready check")));
	}

	/**
	 * Set the size of sandboxes.
	 * @param cpu number of cores, 1 to 64
	 * @param memoryMb memory in MB, 512 to 64,000
	 * @param diskGb disk in GB, 1 to 250
	 * @return a copy of this spec
	 */
	public TemplateSpec resources(int cpu, int memoryMb, int diskGb) {
		return with(this.settings.resources(Checks.between(cpu, 1, 64, "The number of cores"),
				Checks.between(memoryMb, 512, 64_000, "The memory in MB"),
				Checks.between(diskGb, 1, 250, "The disk in GB")));
	}

	/**
	 * Set what a private registry wants to see.
	 * @param credentials the credentials
	 * @return a copy of this spec
	 */
	public TemplateSpec registryCredentials(RegistryCredentials credentials) {
		return with(this.settings.credentials(Checks.present(credentials, "The credentials")));
	}

	/**
	 * Take every step anew, whatever the service has cached.
	 * @return a copy of this spec
	 */
	public TemplateSpec skipCache() {
		return with(this.settings.skipCache());
	}

	/**
	 * Replace the template of this name, which has to be there. Without, a name that is
	 * taken is a {@link ai.hopx.client.HopxConflictException}.
	 * @return a copy of this spec
	 */
	public TemplateSpec update() {
		return with(this.settings.update());
	}

	/**
	 * Return the template's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	List<TemplateStep> steps() {
		return this.steps;
	}

	Map<String, Object> toWire(List<Map<String, Object>> steps) {
		Map<String, Object> wire = new LinkedHashMap<>();
		wire.put("name", this.name);
		wire.put("from_image", this.image);
		wire.put("steps", steps);
		this.settings.describe(wire);
		return wire;
	}

	private TemplateSpec with(TemplateStep step) {
		List<TemplateStep> steps = new ArrayList<>(this.steps);
		steps.add(step);
		return new TemplateSpec(this.name, this.image, List.copyOf(steps), this.settings);
	}

	private TemplateSpec with(Settings settings) {
		return new TemplateSpec(this.name, this.image, this.steps, settings);
	}

	@Override
	public String toString() {
		// Commands and variables may hold secrets
		return "TemplateSpec[name=%s, image=%s, %d steps, credentials=%s]".formatted(this.name, this.image,
				this.steps.size(), this.settings.credentials);
	}

	/**
	 * All that is not a step.
	 */
	private record Settings(int cpu, int memoryMb, int diskGb, @Nullable String startCommand,
			@Nullable ReadyCheck readyCheck, @Nullable RegistryCredentials credentials, boolean isCacheSkipped,
			boolean isUpdate) {

		Settings resources(int cpu, int memoryMb, int diskGb) {
			return new Settings(cpu, memoryMb, diskGb, this.startCommand, this.readyCheck, this.credentials,
					this.isCacheSkipped, this.isUpdate);
		}

		Settings startCommand(String startCommand) {
			return new Settings(this.cpu, this.memoryMb, this.diskGb, startCommand, this.readyCheck, this.credentials,
					this.isCacheSkipped, this.isUpdate);
		}

		Settings readyCheck(ReadyCheck readyCheck) {
			return new Settings(this.cpu, this.memoryMb, this.diskGb, this.startCommand, readyCheck, this.credentials,
					this.isCacheSkipped, this.isUpdate);
		}

		Settings credentials(RegistryCredentials credentials) {
			return new Settings(this.cpu, this.memoryMb, this.diskGb, this.startCommand, this.readyCheck, credentials,
					this.isCacheSkipped, this.isUpdate);
		}

		Settings skipCache() {
			return new Settings(this.cpu, this.memoryMb, this.diskGb, this.startCommand, this.readyCheck,
					this.credentials, true, this.isUpdate);
		}

		Settings update() {
			return new Settings(this.cpu, this.memoryMb, this.diskGb, this.startCommand, this.readyCheck,
					this.credentials, this.isCacheSkipped, true);
		}

		void describe(Map<String, Object> wire) {
			wire.put("cpu", this.cpu);
			wire.put("memory", this.memoryMb);
			wire.put("diskGB", this.diskGb);
			if (this.startCommand != null) {
				wire.put("startCmd", this.startCommand);
			}
			if (this.readyCheck != null) {
				wire.put("readyCmd", this.readyCheck.toWire());
			}
			wire.put("skipCache", this.isCacheSkipped);
			wire.put("update", this.isUpdate);
			if (this.credentials != null) {
				wire.put("registry_credentials", this.credentials.toWire());
			}
		}

	}

}

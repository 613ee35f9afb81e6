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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.hopx.client.HopxValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

/**
 * What a spec says on the wire.
 */
class TemplateSpecTests {

	private static final TemplateSpec SPEC = TemplateSpec.of("tools", "python:3.12");

	@Test
	void sendsEveryStepInItsOrder() {
		TemplateSpec spec = SPEC.env("A", "1")
			.workdir("/app")
			.copy(Path.of("src/main.py"), "/app/", CopyOptions.defaults().owner("app:app").mode("0755"))
			.user("app")
			.run("make")
			.cmd("serve");
		assertThat(spec.steps().stream().map((step) -> step.toWire((step.copy() != null) ? "hash" : null)))
			.containsExactly(Map.of("type", "ENV", "args", List.of("A", "1")),
					Map.of("type", "WORKDIR", "args", List.of("/app")),
					Map.of("type", "COPY", "args", List.of("main.py", "/app/"), "filesHash", "hash", "owner", "app:app",
							"permissions", "0755"),
					Map.of("type", "USER", "args", List.of("app")), Map.of("type", "RUN", "args", List.of("make")),
					Map.of("type", "CMD", "args", List.of("serve")));
	}

	@Test
	void sendsTheUsualSizeAndWhatWasAskedFor() {
		assertThat(SPEC.toWire(List.of())).containsOnly(entry("name", "tools"), entry("from_image", "python:3.12"),
				entry("steps", List.of()), entry("cpu", 2), entry("memory", 2048), entry("diskGB", 10),
				entry("skipCache", false), entry("update", false));
		assertThat(SPEC.resources(4, 8192, 20)
			.startCommand("serve")
			.readyCheck(ReadyCheck.port(8080).timeout(Duration.ofSeconds(5)).interval(Duration.ofMillis(500)))
			.registryCredentials(RegistryCredentials.basic("me", "secret"))
			.skipCache()
			.update()
			.toWire(List.of())).contains(entry("cpu", 4), entry("memory", 8192), entry("diskGB", 20),
					entry("startCmd", "serve"),
					entry("readyCmd", Map.of("type", "port", "port", 8080, "timeout", 5000L, "interval", 500L)),
					entry("registry_credentials", Map.of("type", "basic", "username", "me", "password", "secret")),
					entry("skipCache", true), entry("update", true));
	}

	@Test
	void eachMethodReturnsACopy() {
		assertThat(SPEC.run("make").steps()).hasSize(1);
		assertThat(SPEC.steps()).isEmpty();
	}

	@Test
	void knowsAllReadyChecks() {
		assertThat(ReadyCheck.url("http://localhost/").toWire()).contains(entry("url", "http://localhost/"));
		assertThat(ReadyCheck.file("/tmp/up").toWire()).contains(entry("type", "file"), entry("path", "/tmp/up"));
		assertThat(ReadyCheck.process("nginx").toWire()).contains(entry("processName", "nginx"),
				entry("name", "nginx"));
		assertThat(ReadyCheck.command("test -e x").toWire()).contains(entry("command", "test -e x"),
				entry("timeout", 30_000L), entry("interval", 2_000L));
	}

	@Test
	void knowsAllRegistries() {
		assertThat(RegistryCredentials.gcp("{}").toWire()).containsOnly(entry("type", "basic"),
				entry("username", "_json_key"), entry("password", "{}"));
		assertThat(RegistryCredentials.aws("AKIA", "key").toWire()).containsOnly(entry("type", "ecr"),
				entry("username", "AKIA"), entry("password", "key"));
		assertThat(RegistryCredentials.github("me", "token").toWire()).containsOnly(entry("type", "github"),
				entry("username", "me"), entry("token", "token"));
		assertThat(RegistryCredentials.gitlab("me", "token").toWire()).contains(entry("type", "gitlab"));
	}

	@Test
	void showsNoSecret() {
		TemplateSpec spec = SPEC.env("TOKEN", "hidden")
			.run("login hidden")
			.registryCredentials(RegistryCredentials.basic("me", "hidden"));
		assertThat(spec.toString()).contains("tools", "2 steps").doesNotContain("hidden");
		assertThat(RegistryCredentials.github("me", "hidden")).hasToString("RegistryCredentials[type=github, ***]");
	}

	@Test
	void installsWithTheToolOfEachLanguage() {
		assertThat(command(SPEC.aptInstall("git", "curl")))
			.isEqualTo("apt-get update && DEBIAN_FRONTEND=noninteractive "
					+ "apt-get install -y --no-install-recommends -- git curl && rm -rf /var/lib/apt/lists/*");
		assertThat(command(SPEC.pipInstall("pandas>=2", "numpy")))
			.isEqualTo("pip install --no-cache-dir -- 'pandas>=2' numpy");
		assertThat(command(SPEC.npmInstall("@scope/tool@1"))).isEqualTo("npm install -g -- @scope/tool@1");
		assertThat(command(SPEC.goInstall("example.org/tool@latest")))
			.isEqualTo("go install -- example.org/tool@latest");
		assertThat(command(SPEC.cargoInstall("ripgrep"))).isEqualTo("cargo install -- ripgrep");
		assertThat(command(SPEC.gitClone("https://example.org/a.git", "/app")))
			.isEqualTo("git clone --depth 1 -- https://example.org/a.git /app");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a; touch x", "$(id)", "`id`", "a'b", "a\"b", "-o=x", "a\nb", "a b", "~root", "*", "a\\b",
			"a&&b", "\u00e4", "!1" })
	void aWordStaysAWord(String word) throws IOException, InterruptedException {
		String line = ShellWords.line("show", List.of(word, "end"));
		Process bash = new ProcessBuilder("bash", "-c", "show() { printf '<%s>' \"$@\"; }\n" + line).start();
		assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
			.isEqualTo("<--><" + word + "><end>");
		assertThat(bash.waitFor(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void saysWhatIsWrong() {
		refused(() -> TemplateSpec.of("../x", "ubuntu"), "name of a template");
		refused(() -> TemplateSpec.of("x", " "), "image");
		refused(() -> SPEC.resources(0, 512, 1), "number of cores");
		refused(() -> SPEC.resources(1, 100, 1), "memory");
		refused(() -> SPEC.resources(1, 512, 251), "disk");
		refused(() -> SPEC.env("A=B", "1"), "environment variable");
		refused(() -> SPEC.run("a\0b"), "NUL");
		refused(SPEC::aptInstall, "package");
		refused(() -> SPEC.pipInstall(""), "Python package");
		refused(() -> SPEC.copy(Path.of("/"), "/app").steps().get(0).toWire(null), "root of a file system");
		refused(() -> CopyOptions.defaults().mode("rwx"), "octal");
		refused(() -> CopyOptions.defaults().owner("a b"), "owner");
		refused(() -> ReadyCheck.port(0), "port");
		refused(() -> ReadyCheck.file("x").timeout(Duration.ZERO), "time-out");
	}

	private static void refused(Runnable call, String what) {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(call::run).withMessageContaining(what);
	}

	private static Object command(TemplateSpec spec) {
		return spec.steps().get(0).args().get(0);
	}

}

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

package ai.hopx.client.core;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.TemplateBuildException;
import ai.hopx.client.TemplateNotFoundException;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplateBuild;
import ai.hopx.client.template.BuildEvent;
import ai.hopx.client.template.ReadyCheck;
import ai.hopx.client.template.TemplateFilter;
import ai.hopx.client.template.TemplateOperations;
import ai.hopx.client.template.TemplateSpec;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.Quotas;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Templates that are really built.
 */
class RealTemplatesTests {

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer();

	@TempDir
	private Path folder;

	private final TemplateOperations templates = server.blocking().templates();

	@Test
	void listsAndDescribesWhatThereIs() {
		assertThat(this.templates.list()).extracting(Template::name).contains("code-interpreter", "base");
		assertThat(this.templates.list(TemplateFilter.all().category("custom"))).extracting(Template::name)
			.doesNotContain("base");
		Template base = this.templates.get("base");
		assertThat(base.canBeUsed()).isTrue();
		assertThat(this.templates.get(base.id()).name()).isEqualTo("base");
		assertThatExceptionOfType(TemplateNotFoundException.class).isThrownBy(() -> this.templates.get("none"));
		assertThatExceptionOfType(HopxForbiddenException.class).isThrownBy(() -> this.templates.delete("base"));
	}

	@Test
	void aSandboxStartsFromWhatWasBuilt() throws IOException {
		Path app = Files.createDirectories(this.folder.resolve("app/sub"));
		Files.writeString(app.resolveSibling("main.py"), "print(6*7)");
		Files.writeString(app.resolve("data.txt"), "data");
		TemplateSpec spec = TemplateSpec.of("tools", "python:3.12")
			.env("GREETING", "hello")
			.workdir("/workspace/app")
			.copy(this.folder.resolve("app"), "/workspace/app")
			.run("echo $GREETING > greeting.txt")
			.user("root")
			.cmd("python main.py")
			.startCommand("touch /workspace/started")
			.readyCheck(ReadyCheck.file("/workspace/started"));
		Template built = this.templates.build(spec);
		assertThat(built.name()).isEqualTo("tools");
		try (Sandbox sandbox = server.blocking().create(SandboxSpec.template("tools"))) {
			String show = "cd /workspace/app && cat greeting.txt sub/data.txt && python3 main.py";
			assertThat(sandbox.commands().run(show)).extracting(CommandResult::stdout).isEqualTo("hello\ndata42\n");
		}
		assertThatExceptionOfType(HopxConflictException.class).isThrownBy(() -> this.templates.start(spec));
		assertThat(this.templates.build(spec.update().run("echo again > again.txt")).id()).isEqualTo(built.id());
		this.templates.delete("tools");
		assertThatExceptionOfType(TemplateNotFoundException.class).isThrownBy(() -> this.templates.get("tools"));
	}

	@Test
	void aBuildTellsWhatItDoes() {
		TemplateBuild build = this.templates
			.start(TemplateSpec.of("talking", "ubuntu:24.04").run("echo one; echo two"));
		Queue<BuildEvent> events = new ConcurrentLinkedQueue<>();
		this.templates.watch(build, events::add);
		assertThat(events).contains(new BuildEvent.Line("one"), new BuildEvent.Line("two"));
		List<BuildEvent> all = List.copyOf(events);
		assertThat(all.get(all.size() - 1)).isInstanceOfSatisfying(BuildEvent.Progress.class,
				(last) -> assertThat(last.status().status().isSuccess()).isTrue());
		assertThat(this.templates.status(build.buildId()).progress()).isEqualTo(100);
		assertThat(this.templates.logs(build.buildId(), 0).text()).contains("one");
		this.templates.delete(build.template());
	}

	@Test
	void aBuildThatFailsSaysWhy() {
		TemplateSpec spec = TemplateSpec.of("failing", "ubuntu:24.04").run("echo nearly; exit 3");
		assertThatExceptionOfType(TemplateBuildException.class).isThrownBy(() -> this.templates.build(spec))
			.withMessageContaining("exit code 3")
			.satisfies((ex) -> assertThat(ex.getLogTail()).anyMatch((line) -> line.contains("nearly")));
	}

	@Test
	void anUpdateNeedsSomethingToUpdate() {
		assertThatExceptionOfType(TemplateNotFoundException.class)
			.isThrownBy(() -> this.templates.start(TemplateSpec.of("nothing", "ubuntu:24.04").update()));
	}

	/**
	 * The service's own limits.
	 */
	@Nested
	class Limits {

		@RegisterExtension
		static final EmbeddedServer limited = new EmbeddedServer(
				EmbeddedHopxSettings.builder().quotas(Quotas.none().withBuilds(1, 50)).build());

		@Test
		void tooManyBuildsSayWhenTheNextIsAllowed() {
			TemplateOperations templates = limited.blocking().templates();
			templates.start(TemplateSpec.of("first", "ubuntu:24.04").run("true"));
			assertThatExceptionOfType(HopxRateLimitException.class)
				.isThrownBy(() -> templates.start(TemplateSpec.of("second", "ubuntu:24.04").run("true")))
				.satisfies((ex) -> assertThat(ex.getRetryAfter()).isPositive());
		}

	}

}

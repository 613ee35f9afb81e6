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

package ai.hopx.embedded.build;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

import org.springframework.util.StringUtils;

import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.RunEvent;
import ai.hopx.embedded.runtime.RuntimeSpec;
import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.runtime.SandboxRuntimes;

/**
 * Runs the steps of one build in a sandbox, takes its image, and boots that once.
 */
final class BuildRun {

	private static final String WORKSPACE = "/workspace";

	private static final int MIB_A_GIB = 1024;

	/** How much of a failed step's output is repeated as the reason. */
	private static final int MAX_REASON = 2000;

	// Taking the image and booting it come after the caller's steps
	private static final int OWN_STEPS = 2;

	private final Build build;

	private final BuildRequest request;

	private final SandboxRuntimes runtimes;

	private final ImageBoot images;

	private final Uploads uploads;

	private final BuildSettings settings;

	private final Path archive;

	private final Map<String, String> env = new LinkedHashMap<>();

	private @Nullable String workdir;

	/**
	 * Create a run.
	 * @param build the build
	 * @param runtimes where its sandboxes come from
	 * @param images starts them
	 * @param uploads what callers sent
	 * @param settings the limits
	 * @param archive where the image's files go
	 */
	BuildRun(Build build, SandboxRuntimes runtimes, ImageBoot images, Uploads uploads, BuildSettings settings,
			Path archive) {
		this.build = build;
		this.request = build.request();
		this.runtimes = runtimes;
		this.images = images;
		this.uploads = uploads;
		this.settings = settings;
		this.archive = archive;
	}

	/**
	 * Build. Cancelling ends the sandbox and leaves no image.
	 * @return the image; a {@link BuildFailure} where it did not work out
	 */
	Mono<TemplateImage> run() {
		return Mono.defer(() -> {
			this.build.log()
				.info("Building " + this.request.name() + " from " + this.request.image()
						+ ": this machine's own programs stand in for the image, which is not pulled");
			return Mono.usingWhen(this.runtimes.start(spec(Map.of(), null)), this::perform, SandboxRuntime::destroy);
		})
			.flatMap((image) -> tryOut(image).thenReturn(image))
			.timeout(this.settings.buildTimeout())
			.onErrorMap(TimeoutException.class,
					(ex) -> new BuildFailure(
							"The build took longer than " + this.settings.buildTimeout().toSeconds() + " s"))
			.doFinally((signal) -> {
				if (signal != SignalType.ON_COMPLETE) {
					TemplateImage.delete(this.archive);
				}
			});
	}

	private RuntimeSpec spec(Map<String, String> env, @Nullable String workdir) {
		return new RuntimeSpec("build-" + this.build.id(), true, this.request.memoryMb(), diskMb(), env, workdir);
	}

	private int diskMb() {
		return this.request.diskGb() * MIB_A_GIB;
	}

	private int total() {
		return this.request.steps().size() + OWN_STEPS;
	}

	private Mono<TemplateImage> perform(SandboxRuntime runtime) {
		return Flux.fromIterable(this.request.steps()).index().concatMap((step) -> {
			int number = Math.toIntExact(step.getT1() + 1);
			return perform(runtime, number, step.getT2());
		}, 1).then(Mono.defer(() -> takeImage(runtime)));
	}

	private Mono<Void> perform(SandboxRuntime runtime, int number, BuildStep step) {
		this.build.begin(number, total(), String.valueOf(step));
		return perform(runtime, step).onErrorMap((ex) -> new BuildFailure("Step " + number + " of " + total() + " ("
				+ shorter(String.valueOf(step)) + ") failed: " + ex.getMessage()));
	}

	private static String shorter(String step) {
		String line = step.lines().findFirst().orElse("");
		return (line.length() > 120) ? line.substring(0, 120) + "..." : line;
	}

	private Mono<Void> perform(SandboxRuntime runtime, BuildStep step) {
		if (step instanceof BuildStep.Run run) {
			return run(runtime, run.command());
		}
		if (step instanceof BuildStep.Copy copy) {
			return copy(runtime, copy);
		}
		if (step instanceof BuildStep.Workdir workdir) {
			return enter(runtime, absolute(workdir.path()));
		}
		if (step instanceof BuildStep.Env variable) {
			this.env.put(variable.name(), Variables.resolve(variable.value(), this.env, runtime.environment()));
		}
		else if (step instanceof BuildStep.Note note) {
			this.build.log().info(note.type() + " has no effect here: " + note.reason());
		}
		return Mono.empty();
	}

	private Mono<Void> run(SandboxRuntime runtime, String command) {
		CommandRun run = new CommandRun("bash", List.of("-c", command), this.settings.stepTimeout(), directory(),
				Map.copyOf(this.env));
		StepOutput output = new StepOutput(this.build.log(), MAX_REASON);
		return runtime.stream(run).doOnNext((event) -> {
			if (event instanceof RunEvent.Output written) {
				output.add(written);
			}
		}).ofType(RunEvent.Ended.class).single().flatMap((ended) -> {
			output.end(ended.outcome().stderr());
			int exitCode = ended.outcome().exitCode();
			return (exitCode == 0) ? Mono.empty() : Mono.error(failureOf(exitCode, output.last()));
		});
	}

	private static BuildFailure failureOf(int exitCode, String output) {
		return new BuildFailure("exit code " + exitCode + (output.isEmpty() ? "" : ": " + output));
	}

	private Mono<Void> copy(SandboxRuntime runtime, BuildStep.Copy copy) {
		String hash = copy.filesHash();
		if (hash == null) {
			return Mono.error(new BuildFailure("it names no upload in 'filesHash'"));
		}
		Path upload = this.uploads.find(hash);
		if (upload == null) {
			return Mono.error(new BuildFailure("its files are no longer kept; ask for a new upload link"));
		}
		if (copy.owner() != null) {
			this.build.log().info("All files belong to the sandbox's own user, not to " + copy.owner());
		}
		String target = absolute(copy.target())
				+ (copy.target().endsWith("/") || copy.target().endsWith("/.") ? "/" : "");
		return this.images.inside(runtime, diskMb())
			.copy(upload, copy.source(), target, copy.permissions())
			.doOnNext(this.build.log()::info)
			.then();
	}

	private Mono<Void> enter(SandboxRuntime runtime, String path) {
		Mono<Void> made;
		if (WORKSPACE.equals(path) || "/tmp".equals(path)) {
			made = Mono.empty();
		}
		else if (path.startsWith(WORKSPACE + "/") || path.startsWith("/tmp/")) {
			made = runtime.files().mkdir(path).then();
		}
		else if (this.images.isolated()) {
			made = runtime
				.run(new CommandRun("mkdir", List.of("-p", "--", path), this.settings.stepTimeout(), null, Map.of()))
				.flatMap((outcome) -> (outcome.exitCode() == 0) ? Mono.empty()
						: Mono.error(failureOf(outcome.exitCode(), outcome.stderr().strip())));
		}
		else {
			made = Mono.error(new BuildFailure("without isolation, it must be below /workspace or /tmp"));
		}
		return made.then(Mono.fromRunnable(() -> this.workdir = path));
	}

	private String directory() {
		return (this.workdir != null) ? this.workdir : WORKSPACE;
	}

	private String absolute(String path) {
		return String.valueOf(Path.of(directory()).resolve(path).normalize());
	}

	private Mono<TemplateImage> takeImage(SandboxRuntime runtime) {
		this.build.begin(total() - 1, total(), "Take the image");
		// What still runs would change the files meanwhile, and is not part of an image
		return runtime.reset()
			.then(this.images.inside(runtime, diskMb()).pack(this.archive))
			.map((any) -> new TemplateImage(any ? this.archive : null, Map.copyOf(this.env), this.workdir,
					this.request.startCommand()))
			.onErrorMap((ex) -> new BuildFailure("The image could not be taken: " + ex.getMessage()));
	}

	private Mono<Void> tryOut(TemplateImage image) {
		this.build.begin(total(), total(), "Boot the image");
		return Mono
			.usingWhen(this.runtimes.start(spec(image.env(), image.workdir())),
					(runtime) -> this.images.boot(image, runtime, diskMb())
						.then(Mono.defer(() -> awaitReady(image, runtime))),
					SandboxRuntime::destroy)
			.onErrorMap((ex) -> (ex instanceof BuildFailure) ? ex
					: new BuildFailure("The image does not boot: " + ex.getMessage()));
	}

	private Mono<Void> awaitReady(TemplateImage image, SandboxRuntime runtime) {
		ReadyCheck check = this.request.readyCheck();
		if (check == null) {
			return Mono.empty();
		}
		this.build.log().info("Waiting for the " + check.type() + " " + check.value());
		return this.images.inside(runtime, diskMb())
			.awaitReady(check, image.env(), image.workdir())
			.flatMap((ready) -> ready ? Mono.empty()
					: Mono.error(new BuildFailure("The ready check failed: the " + check.type() + " "
							+ StringUtils.truncate(check.value(), 200) + " was not there after "
							+ check.timeout().toMillis() + " ms")));
	}

}

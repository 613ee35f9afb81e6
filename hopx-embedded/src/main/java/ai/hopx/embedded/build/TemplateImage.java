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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.CommandRun;
import ai.hopx.embedded.runtime.SandboxRuntime;

/**
 * What a build left behind, and how sandboxes start with it.
 *
 * @param archive the files, or {@code null} where the build made none
 * @param env variables of every run
 * @param workdir where runs start, or {@code null} for the usual place
 * @param startCommand what runs from the boot on, or {@code null}
 */
public record TemplateImage(@Nullable Path archive, Map<String, String> env, @Nullable String workdir,
		@Nullable String startCommand) {

	private static final Log logger = LogFactory.getLog(TemplateImage.class);

	/** Longer than any sandbox is used, and within what timers inside can count. */
	private static final Duration FOR_GOOD = Duration.ofDays(20);

	/**
	 * The image of templates that nobody built.
	 */
	public static final TemplateImage NONE = new TemplateImage(null, Map.of(), null, null);

	/**
	 * Lay out a new sandbox and start what it runs from its boot on.
	 * @param inside the sandbox's programs
	 * @return completion, when its files are there
	 */
	Mono<Void> boot(InsidePrograms inside) {
		Mono<Void> files = (this.archive != null) ? inside.unpack(this.archive) : Mono.empty();
		return files.then(Mono.fromRunnable(() -> start(inside.runtime())));
	}

	void start(SandboxRuntime runtime) {
		String command = this.startCommand;
		if (command != null) {
			CommandRun run = new CommandRun("bash", List.of("-c", command), FOR_GOOD, null, Map.of());
			// Its end, which the sandbox's own may be, concerns nobody
			runtime.run(run)
				.subscribe((outcome) -> logger.debug("A start command ended with " + outcome.exitCode()),
						(ex) -> logger.debug("A start command ended with its sandbox", ex));
		}
	}

	/**
	 * Remove the image's files: nothing will be created from it any more.
	 */
	public void discard() {
		if (this.archive != null) {
			delete(this.archive);
		}
	}

	static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			logger.warn("A template's file could not be removed; it goes when the server stops", ex);
		}
	}

	@Override
	public String toString() {
		return "TemplateImage[archive=" + this.archive + "]";
	}

}

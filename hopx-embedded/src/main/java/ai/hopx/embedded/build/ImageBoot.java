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

import java.time.Duration;
import java.util.Map;

import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.IsolationReport;
import ai.hopx.embedded.runtime.SandboxRuntime;
import ai.hopx.embedded.runtime.SandboxRuntimes;

/**
 * Starts the insides of sandboxes with an image. Safe for use from many threads.
 */
public final class ImageBoot {

	private static final Duration FILE_TIMEOUT = Duration.ofMinutes(5);

	private static final long MIB = 1 << 20;

	private final boolean isolated;

	/**
	 * Create a starter.
	 * @param runtimes where the sandboxes come from
	 */
	public ImageBoot(SandboxRuntimes runtimes) {
		this.isolated = runtimes.isolation().mode() == IsolationReport.Mode.BUBBLEWRAP;
	}

	/**
	 * Lay out a new sandbox as a build left its own, and start its start command.
	 * @param image the image
	 * @param runtime the sandbox's inside
	 * @param diskMb how much its files may take, in MiB
	 * @return completion, when the files are there
	 */
	public Mono<Void> boot(TemplateImage image, SandboxRuntime runtime, int diskMb) {
		return image.boot(inside(runtime, diskMb));
	}

	/**
	 * Start a sandbox's start command again, after a stop that ended it.
	 * @param image the image
	 * @param runtime the sandbox's inside
	 */
	public void start(TemplateImage image, SandboxRuntime runtime) {
		image.start(runtime);
	}

	boolean isolated() {
		return this.isolated;
	}

	InsidePrograms inside(SandboxRuntime runtime, int diskMb) {
		return new InsidePrograms(runtime, this.isolated, diskMb * MIB, FILE_TIMEOUT);
	}

}

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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * The life of one supervisor's process. A thread of its own reads what it says until it
 * ends, for whatever reason, and then clears up.
 */
final class SupervisorProcess {

	// Closing its stdin ends a supervisor within milliseconds, unless something holds it
	static final Duration PATIENCE = Duration.ofSeconds(3);

	private static final int LOG_BYTES = 2000;

	private final Process process;

	private final SupervisorLink link;

	private final SandboxFolder folder;

	private final Runnable clearUp;

	private final AtomicBoolean asked = new AtomicBoolean();

	private final Sinks.One<String> gone = Sinks.one();

	private final CountDownLatch end = new CountDownLatch(1);

	private volatile @Nullable String failure;

	/**
	 * Create the life of a supervisor.
	 * @param process its process, just started
	 * @param link the conversation with it
	 * @param folder the sandbox's folders
	 * @param clearUp removes what the sandbox leaves behind; called when its supervisor
	 * has ended
	 */
	SupervisorProcess(Process process, SupervisorLink link, SandboxFolder folder, Runnable clearUp) {
		this.process = process;
		this.link = link;
		this.folder = folder;
		this.clearUp = clearUp;
	}

	void start() {
		Thread reader = new Thread(this::live, "hopx-sandbox-" + this.folder.path().getFileName());
		reader.setDaemon(true);
		reader.start();
	}

	SupervisorLink link() {
		return this.link;
	}

	Mono<String> whenGone() {
		return this.gone.asMono().publishOn(Schedulers.parallel());
	}

	Mono<Void> destroy() {
		return Mono.defer(() -> {
			hangUp();
			return whenGone().then();
		});
	}

	/**
	 * Ask the supervisor to end, and see to it that it does. Does not wait.
	 */
	void hangUp() {
		if (this.asked.compareAndSet(false, true)) {
			this.link.hangUp();
			try {
				Schedulers.parallel().schedule(this::kill, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			}
			catch (RejectedExecutionException ex) {
				// The whole application ends; there is no time for patience
				kill();
			}
		}
	}

	/**
	 * End a supervisor that does not do its work any more.
	 * @param reason what is wrong with it
	 */
	void fail(String reason) {
		this.failure = reason;
		kill();
	}

	/**
	 * Wait until nothing of the sandbox is left.
	 */
	void awaitEnd() {
		try {
			if (!this.end.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
				kill();
				this.end.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
			}
		}
		catch (InterruptedException ex) {
			kill();
			Thread.currentThread().interrupt();
		}
	}

	private void kill() {
		this.process.destroyForcibly();
	}

	private void live() {
		String reason = null;
		try {
			reason = this.link.read();
		}
		catch (IOException | RuntimeException ex) {
			reason = ex.getMessage();
			kill();
		}
		int exitCode = waitFor();
		reason = reason(reason, exitCode);
		boolean asked = !this.asked.compareAndSet(false, true);
		if (exitCode != 0) {
			// It had no time to do it itself
			ProcessSweep.kill(this.folder.token());
		}
		this.clearUp.run();
		this.link.end(new RuntimeFailure(RuntimeFailure.Reason.SANDBOX_GONE,
				asked ? "The sandbox was destroyed" : "The sandbox is gone: " + reason));
		if (asked) {
			this.gone.tryEmitEmpty();
		}
		else {
			this.gone.tryEmitValue(reason);
		}
		this.end.countDown();
	}

	private String reason(@Nullable String farewell, int exitCode) {
		String failure = this.failure;
		if (failure != null) {
			return failure;
		}
		return (farewell != null) ? farewell : "The sandbox's supervisor ended with exit code " + exitCode + log();
	}

	private int waitFor() {
		while (true) {
			try {
				return this.process.waitFor();
			}
			catch (InterruptedException ex) {
				// Nobody interrupts this thread but who wants everything to end
				kill();
			}
		}
	}

	private String log() {
		try (InputStream log = Files.newInputStream(this.folder.log())) {
			String text = new String(log.readNBytes(LOG_BYTES), StandardCharsets.UTF_8).strip();
			return text.isEmpty() ? "" : ": " + text;
		}
		catch (IOException ex) {
			return "";
		}
	}

}

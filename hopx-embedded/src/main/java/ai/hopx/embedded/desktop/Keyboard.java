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

package ai.hopx.embedded.desktop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.RunOutcome;
import ai.hopx.embedded.runtime.SandboxFiles;

/**
 * A keyboard. It writes where the focus is.
 */
public final class Keyboard {

	private static final String UNKNOWN = "No such key name";

	private final DesktopPrograms programs;

	private final Turns turns = new Turns();

	private final AtomicInteger numbers = new AtomicInteger();

	Keyboard(DesktopPrograms programs) {
		this.programs = programs;
	}

	/**
	 * Type text.
	 * @param text the text; line breaks and tabs are their keys
	 * @param delay time from one key to the next
	 * @return completion, when all is typed
	 */
	public Mono<Void> type(String text, Duration delay) {
		SandboxFiles files = this.programs.runtime().files();
		// Not as an argument: it may begin with a dash, and others see arguments
		String file = "typed-" + this.numbers.incrementAndGet();
		String path = DesktopPrograms.FOLDER + "/" + file;
		List<String> command = List.of("xdotool", "type", "--delay", Long.toString(delay.toMillis()), "--file", file);
		Duration timeout = delay.multipliedBy(text.length()).multipliedBy(2).plus(DesktopPrograms.PATIENCE);
		Mono<RunOutcome> typed = Mono.usingWhen(files.write(path, Mono.fromSupplier(() -> bytes(text)), "0600", true),
				(written) -> this.programs.attempt(command, timeout), (written) -> files.remove(path));
		return this.turns.take(typed).doOnNext(Keyboard::check).then();
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Press keys together and let go of them.
	 * @param keys the keys, the modifiers first
	 * @return completion
	 */
	public Mono<Void> press(List<String> keys) {
		return this.turns
			.take(Mono.defer(() -> this.programs.attempt(List.of("xdotool", "key", KeyNames.together(keys)),
					DesktopPrograms.PATIENCE)))
			.doOnNext(Keyboard::check)
			.then();
	}

	private static void check(RunOutcome outcome) {
		if (outcome.stderr().contains(UNKNOWN)) {
			throw new DesktopFailure(DesktopFailure.Reason.INVALID,
					"Field 'key' is no key that a keyboard has: " + DesktopPrograms.reason(outcome));
		}
		if (outcome.exitCode() != 0) {
			throw new DesktopFailure(DesktopFailure.Reason.FAILED,
					"The keyboard does not work: " + DesktopPrograms.reason(outcome));
		}
	}

}

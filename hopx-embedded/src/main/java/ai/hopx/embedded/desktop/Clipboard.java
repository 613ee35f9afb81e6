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
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import reactor.core.publisher.Mono;

/**
 * The clipboard, for text. What the sandbox's own programs put there is in the history
 * once somebody has asked for it.
 */
public final class Clipboard {

	/** Bytes of text that are taken and given. */
	public static final int MAX_BYTES = 256 * 1024;

	private static final int MAX_HISTORY = 50;

	/** A selection is held by a process, whose output must not hold the answer up. */
	private static final String SET = """
			xclip -selection clipboard -i clipboard >/dev/null 2>clipboard.err || { cat clipboard.err >&2; exit 1; }
			rm -f clipboard clipboard.err
			""";

	/** An empty clipboard, and one of something else than text, is a failure to xclip. */
	private static final String GET = """
			xclip -selection clipboard -o >clipboard.out 2>clipboard.err || ! grep display clipboard.err >&2 || exit 1
			head -c %d clipboard.out
			rm -f clipboard.out clipboard.err
			""".formatted(MAX_BYTES);

	private final DesktopPrograms programs;

	private final Turns turns = new Turns();

	private final Deque<String> history = new ArrayDeque<>();

	Clipboard(DesktopPrograms programs) {
		this.programs = programs;
	}

	/**
	 * Put text there.
	 * @param text the text
	 * @return completion
	 */
	public Mono<Void> set(String text) {
		Mono<String> work = this.programs.runtime()
			.files()
			.write(DesktopPrograms.FOLDER + "/clipboard",
					Mono.fromSupplier(() -> ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8))), "0600", true)
			.then(this.programs.script("xclip", SET));
		return this.turns.take(work).doOnNext((done) -> remember(text)).then();
	}

	/**
	 * Return the text that is there.
	 * @return the text, which may be empty
	 */
	public Mono<String> get() {
		return this.turns.take(this.programs.script("xclip", GET)).doOnNext(this::remember);
	}

	/**
	 * Return what was there.
	 * @return texts, the newest first
	 */
	public List<String> history() {
		synchronized (this.history) {
			return List.copyOf(this.history);
		}
	}

	private void remember(String text) {
		synchronized (this.history) {
			if (!text.isEmpty() && !text.equals(this.history.peekFirst())) {
				this.history.addFirst(text);
				if (this.history.size() > MAX_HISTORY) {
					this.history.removeLast();
				}
			}
		}
	}

}

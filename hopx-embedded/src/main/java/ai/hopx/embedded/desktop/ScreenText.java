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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.RunOutcome;

/**
 * What can be read. One image of a sandbox is read at a time.
 */
public final class ScreenText {

	/** Letters on a screen are smaller than those that tesseract has learnt. */
	private static final int SCALE = 2;

	/** Lines below each other, as of a document or a terminal. */
	private static final String ONE_BLOCK = "6";

	/** Words anywhere, as on buttons. */
	private static final String SPARSE = "11";

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration PAUSE = Duration.ofMillis(200);

	private final DesktopPrograms programs;

	private final Screen screen;

	private final Turns turns = new Turns();

	private final AtomicInteger numbers = new AtomicInteger();

	ScreenText(DesktopPrograms programs, Screen screen) {
		this.programs = programs;
		this.screen = screen;
	}

	/**
	 * Read the screen or a part of it.
	 * @param region the part, or {@code null} for all
	 * @param language the languages that it is in, by tesseract's names
	 * @return the text
	 */
	public Mono<String> read(@Nullable ScreenRegion region, String language) {
		Mono<ScreenImage> image = (region != null) ? this.screen.image(region) : this.screen.image();
		return image.flatMap((taken) -> recognize(taken, ONE_BLOCK, language, false)).map(String::strip);
	}

	/**
	 * Look for text.
	 * @param text the text, whatever its case
	 * @return where it is; empty where it is not to be seen
	 */
	public Mono<FoundText> find(String text) {
		return this.screen.image()
			.flatMap(
					(image) -> Flux.just(ONE_BLOCK, SPARSE).concatMap((layout) -> find(image, layout, text), 1).next());
	}

	private Mono<FoundText> find(ScreenImage image, String layout, String text) {
		return recognize(image, layout, "eng", true)
			.flatMap((table) -> Mono.justOrEmpty(FoundText.in(Word.read(table, SCALE), text)));
	}

	/**
	 * Wait for text.
	 * @param text the text, whatever its case
	 * @param timeout how long to wait
	 * @return where it is; empty where it did not come
	 */
	public Mono<FoundText> await(String text, Duration timeout) {
		return find(text).repeatWhenEmpty(Integer.MAX_VALUE, (tries) -> tries.delayElements(PAUSE))
			.timeout(timeout, Mono.empty());
	}

	private Mono<String> recognize(ScreenImage image, String layout, String language, boolean table) {
		return this.turns.take(Mono.defer(() -> {
			String file = "text-" + this.numbers.incrementAndGet() + ".pgm";
			String path = DesktopPrograms.FOLDER + "/" + file;
			List<String> command = new ArrayList<>(
					List.of("tesseract", file, "stdout", "--dpi", "96", "--psm", layout, "-l", language));
			if (table) {
				command.add("tsv");
			}
			return Mono.usingWhen(
					this.programs.runtime()
						.files()
						.write(path, Mono.fromSupplier(() -> ByteBuffer.wrap(image.pgm(SCALE))), null, true),
					(written) -> this.programs.attempt(command, PATIENCE),
					(written) -> this.programs.runtime().files().remove(path));
		})).map((outcome) -> checked(outcome, language));
	}

	private static String checked(RunOutcome outcome, String language) {
		if (outcome.exitCode() == 0) {
			return outcome.stdout();
		}
		if (outcome.stderr().contains("Failed loading language")) {
			throw new DesktopFailure(DesktopFailure.Reason.INVALID,
					"Field 'language' names what tesseract has no data for: " + language);
		}
		throw new DesktopFailure(DesktopFailure.Reason.FAILED,
				"The text cannot be read: " + DesktopPrograms.reason(outcome));
	}

}

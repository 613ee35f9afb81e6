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

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * A mouse. Its buttons are X's numbers: 1 to 3 from left to right, 4 to 7 the wheel up,
 * down, left and right.
 */
public final class Mouse {

	private static final String BETWEEN_CLICKS = "40";

	private static final String BETWEEN_NOTCHES = "5";

	/** What is dragged has to notice that it is. */
	private static final String BETWEEN_MOVES = "0.02";

	private final DesktopPrograms programs;

	Mouse(DesktopPrograms programs) {
		this.programs = programs;
	}

	/**
	 * Move.
	 * @param to where to
	 * @return completion
	 */
	public Mono<Void> move(Point to) {
		return perform(moving(to));
	}

	/**
	 * Move and click.
	 * @param at where
	 * @param button the button
	 * @param clicks how many times
	 * @return completion
	 */
	public Mono<Void> click(Point at, int button, int clicks) {
		List<String> words = moving(at);
		words.addAll(List.of("click", "--repeat", Integer.toString(clicks), "--delay", BETWEEN_CLICKS,
				Integer.toString(button)));
		return perform(words);
	}

	/**
	 * Press a button in one place and let go of it in another.
	 * @param from the one
	 * @param to the other
	 * @param button the button
	 * @return completion
	 */
	public Mono<Void> drag(Point from, Point to, int button) {
		List<String> words = moving(from);
		words.addAll(List.of("mousedown", Integer.toString(button), "sleep", BETWEEN_MOVES));
		words.addAll(moving(new Point((from.x() + to.x()) / 2, (from.y() + to.y()) / 2)));
		words.addAll(List.of("sleep", BETWEEN_MOVES));
		words.addAll(moving(to));
		words.addAll(List.of("sleep", BETWEEN_MOVES, "mouseup", Integer.toString(button)));
		return perform(words);
	}

	/**
	 * Turn the wheel.
	 * @param at where, or {@code null} for where the mouse is
	 * @param button the wheel's button
	 * @param notches how far
	 * @return completion
	 */
	public Mono<Void> scroll(@Nullable Point at, int button, int notches) {
		List<String> words = (at != null) ? moving(at) : new ArrayList<>();
		words.addAll(List.of("click", "--repeat", Integer.toString(notches), "--delay", BETWEEN_NOTCHES,
				Integer.toString(button)));
		return perform(words);
	}

	private static List<String> moving(Point to) {
		return new ArrayList<>(List.of("mousemove", Integer.toString(to.x()), Integer.toString(to.y())));
	}

	private Mono<Void> perform(List<String> words) {
		List<String> command = new ArrayList<>(List.of("xdotool"));
		command.addAll(words);
		return this.programs.run(command).then();
	}

	/**
	 * A place on the screen.
	 *
	 * @param x pixels from the left
	 * @param y pixels from above
	 */
	public record Point(int x, int y) {

	}

}

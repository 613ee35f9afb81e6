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

import java.util.List;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The windows on the screen. What is asked of one is done by the window manager and by
 * the window's program, soon after.
 */
public final class Windows {

	private final DesktopPrograms programs;

	private final Screen screen;

	Windows(DesktopPrograms programs, Screen screen) {
		this.programs = programs;
		this.screen = screen;
	}

	/**
	 * List the windows.
	 * @return all of them, in the order they were opened in
	 */
	public Mono<List<DesktopWindow>> list() {
		return this.programs.script("wmctrl", WindowList.SCRIPT).map(WindowList::read);
	}

	/**
	 * Find a window.
	 * @param id its number, or {@code null} for the active one
	 * @return the window; a failure where there is none
	 */
	public Mono<DesktopWindow> get(@Nullable Long id) {
		return list().map((windows) -> windows.stream()
			.filter((window) -> (id != null) ? window.id() == id : window.isActive())
			.findFirst()
			.orElseThrow(() -> new DesktopFailure(DesktopFailure.Reason.NOT_FOUND,
					(id != null) ? "There is no window " + id : "No window is active")));
	}

	/**
	 * Bring a window to the front and give it the keyboard.
	 * @param id its number
	 * @return completion
	 */
	public Mono<Void> focus(long id) {
		return perform(id, "wmctrl", "-i", "-a", hexadecimal(id));
	}

	/**
	 * Ask a window to close.
	 * @param id its number
	 * @return completion
	 */
	public Mono<Void> close(long id) {
		return perform(id, "wmctrl", "-i", "-c", hexadecimal(id));
	}

	/**
	 * Hide a window; {@link #focus} shows it again.
	 * @param id its number
	 * @return completion
	 */
	public Mono<Void> minimize(long id) {
		return perform(id, "xdotool", "windowminimize", Long.toString(id));
	}

	/**
	 * Change a window's size, without its frame. Some windows have sizes of their own.
	 * @param id its number
	 * @param size the size
	 * @return completion
	 */
	public Mono<Void> resize(long id, ScreenSize size) {
		return perform(id, "wmctrl", "-i", "-r", hexadecimal(id), "-e",
				"0,-1,-1," + size.width() + "," + size.height());
	}

	/**
	 * Take an image of the part of the screen where a window is.
	 * @param id its number, or {@code null} for the active one
	 * @return the image
	 */
	public Mono<ScreenImage> image(@Nullable Long id) {
		return get(id).flatMap((window) -> {
			if (window.isMinimized()) {
				throw new DesktopFailure(DesktopFailure.Reason.CONFLICT,
						"Window " + window.id() + " is minimized; focus it first");
			}
			return this.screen.image(window.region());
		});
	}

	private Mono<Void> perform(long id, String... command) {
		return get(id).then(this.programs.run(command)).then();
	}

	private static String hexadecimal(long id) {
		return "0x" + Long.toHexString(id);
	}

}

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

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import ai.hopx.embedded.runtime.DetachedRun;

/**
 * The screen and its window manager: started when they are first needed, and again when
 * they were ended, as a sandbox's stop does.
 */
final class DisplayServer {

	private static final Log logger = LogFactory.getLog(DisplayServer.class);

	/** The name that the server gives the screen's file, in a folder that it is told. */
	static final String SCREEN_FILE = DesktopPrograms.FOLDER + "/Xvfb_screen0";

	/**
	 * The sandbox's folder for sockets is its own, and so is what lies there from before
	 * a stop. Abstract sockets would be seen by every sandbox that has a network.
	 */
	private static final String START = """
			mkdir -p -m 1777 /tmp/.X11-unix
			[ "$3" = own ] && rm -f "/tmp/.X$1-lock" "/tmp/.X11-unix/X$1"
			exec Xvfb ":$1" -screen 0 "$2x24" -nolisten tcp -nolisten local -noreset -wr -fbdir .
			""";

	private static final String AWAIT_SCREEN = """
			for i in $(seq 500); do xdotool getdisplaygeometry >/dev/null 2>&1 && exit 0; sleep 0.02; done
			exit 1
			""";

	private static final String AWAIT_WINDOW_MANAGER = """
			for i in $(seq 250); do wmctrl -m >/dev/null 2>&1 && exit 0; sleep 0.02; done
			""";

	private static final String JWM = """
			<?xml version="1.0"?>
			<JWM>
				<FocusModel>click</FocusModel>
				<Desktops width="1" height="1"/>
			</JWM>
			""";

	private final DesktopPrograms programs;

	private final DesktopTools tools;

	private final boolean isolated;

	private final DesktopLog log;

	private volatile boolean started;

	private @Nullable Mono<Void> start;

	private @Nullable Object attempt;

	DisplayServer(DesktopPrograms programs, DesktopTools tools, boolean isolated, DesktopLog log) {
		this.programs = programs;
		this.tools = tools;
		this.isolated = isolated;
		this.log = log;
	}

	/**
	 * Wait for the screen, and start it where it is not there.
	 * @return completion, when windows can be opened
	 */
	Mono<Void> ready() {
		return Mono.defer(this::current);
	}

	private synchronized Mono<Void> current() {
		Mono<Void> start = this.start;
		if (start == null) {
			Object attempt = new Object();
			// Whoever asked first may leave without taking it from the others
			start = launch(attempt).doOnError((ex) -> forget(attempt)).cache();
			this.start = start;
			this.attempt = attempt;
		}
		return start;
	}

	/**
	 * Remove what a display server leaves that was killed: without isolation, it lies in
	 * the folder that all displays share.
	 */
	void close() {
		if (this.started && !this.isolated) {
			int display = this.programs.display();
			for (String file : List.of("/tmp/.X" + display + "-lock", "/tmp/.X11-unix/X" + display)) {
				try {
					Files.deleteIfExists(Path.of(file));
				}
				catch (IOException ex) {
					logger.debug("A file of a display server could not be removed", ex);
				}
			}
		}
	}

	/**
	 * Forget a screen that has ended, or is about to.
	 */
	synchronized void forget() {
		this.start = null;
	}

	private synchronized void forget(Object attempt) {
		// Another one may have begun before the end of this one was heard of
		if (this.attempt == attempt) {
			forget();
		}
	}

	private Mono<Void> launch(Object attempt) {
		this.started = true;
		ScreenSize largest = this.tools.has(Tool.DISPLAY_MODES) ? ScreenSize.MAX : ScreenSize.INITIAL;
		return this.programs.runtime()
			.files()
			.mkdir(DesktopPrograms.FOLDER)
			.then(this.programs.serve(DesktopPrograms.FOLDER, START, Integer.toString(this.programs.display()),
					largest.width() + "x" + largest.height(), this.isolated ? "own" : "shared"))
			.flatMap((server) -> awaitScreen(server, attempt));
	}

	private Mono<Void> awaitScreen(DetachedRun server, Object attempt) {
		this.log.add("Xvfb", server);
		Mono<Void> end = server.outcome()
			.onErrorResume((ex) -> Mono.empty())
			.doOnTerminate(() -> forget(attempt))
			.then(Mono.error(() -> new DesktopFailure(DesktopFailure.Reason.FAILED,
					"The display server ended: " + server.stderr().strip())));
		Mono<Void> ready = this.programs.script("Waiting for the display server", AWAIT_SCREEN)
			.then(Mono.defer(this::shrink))
			.then(Mono.defer(this::manageWindows));
		return Mono.firstWithSignal(ready, end).doOnSuccess((nothing) -> end.subscribe(null, (ex) -> {
		})).doOnError((ex) -> server.kill());
	}

	private Mono<Void> shrink() {
		return this.tools.has(Tool.DISPLAY_MODES) ? DisplayModes.set(this.programs, ScreenSize.INITIAL) : Mono.empty();
	}

	private Mono<Void> manageWindows() {
		String manager = this.tools.program(Tool.WINDOW_MANAGER);
		if (manager == null) {
			return Mono.empty();
		}
		Mono<DetachedRun> started = "jwm".equals(manager)
				? this.programs.runtime()
					.files()
					.write(DesktopPrograms.FOLDER + "/jwmrc", Mono.just(bytes(JWM)), null, true)
					.then(this.programs.serve(DesktopPrograms.FOLDER, "exec jwm -f jwmrc"))
				: this.programs.serve(DesktopPrograms.FOLDER, "exec openbox --sm-disable");
		return started.doOnNext((run) -> this.log.add(manager, run))
			.then(this.tools.has(Tool.WINDOW_CONTROL)
					? this.programs.script("Waiting for the window manager", AWAIT_WINDOW_MANAGER).then()
					: Mono.empty());
	}

	private static ByteBuffer bytes(String text) {
		return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
	}

}

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

import java.time.Clock;

import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

import ai.hopx.embedded.runtime.SandboxRuntime;

/**
 * The desktop of one sandbox. Its programs are started when they are first needed and end
 * with the sandbox. Safe for use from many threads.
 */
public final class Desktop {

	private final DisplayServer server;

	private final Screen screen;

	private final ScreenText text;

	private final Mouse mouse;

	private final Keyboard keyboard;

	private final Clipboard clipboard;

	private final Windows windows;

	private final Display display;

	private final Recordings recordings;

	private final Vnc vnc;

	private final DesktopDebug debug;

	Desktop(SandboxRuntime runtime, int number, DesktopTools tools, boolean isolated, LoopResources loops,
			Clock clock) {
		DesktopPrograms programs = new DesktopPrograms(runtime, number);
		DesktopLog log = new DesktopLog();
		this.server = new DisplayServer(programs, tools, isolated, log);
		this.screen = new Screen(programs);
		this.text = new ScreenText(programs, this.screen);
		this.mouse = new Mouse(programs);
		this.keyboard = new Keyboard(programs);
		this.clipboard = new Clipboard(programs);
		this.windows = new Windows(programs, this.screen);
		this.display = new Display(programs, this.screen);
		this.recordings = new Recordings(programs, this.screen, log, clock);
		this.vnc = new Vnc(programs, log, loops);
		this.debug = new DesktopDebug(programs, log);
	}

	/**
	 * Wait for the screen, and start it where it is not there. All parts but
	 * {@link #debug()} and what is known of {@link #vnc()} need it.
	 * @return completion
	 */
	public Mono<Void> ready() {
		return this.server.ready();
	}

	public Screen screen() {
		return this.screen;
	}

	public ScreenText text() {
		return this.text;
	}

	public Mouse mouse() {
		return this.mouse;
	}

	public Keyboard keyboard() {
		return this.keyboard;
	}

	public Clipboard clipboard() {
		return this.clipboard;
	}

	public Windows windows() {
		return this.windows;
	}

	public Display display() {
		return this.display;
	}

	public Recordings recordings() {
		return this.recordings;
	}

	public Vnc vnc() {
		return this.vnc;
	}

	public DesktopDebug debug() {
		return this.debug;
	}

	/**
	 * Take note that all programs of the sandbox are ended. What is asked for afterwards
	 * starts them anew.
	 */
	public void stopped() {
		this.server.forget();
		this.vnc.close();
	}

	/**
	 * Free what is this machine's, once the sandbox and with it the programs have ended.
	 */
	public void close() {
		this.vnc.close();
		this.server.close();
	}

}

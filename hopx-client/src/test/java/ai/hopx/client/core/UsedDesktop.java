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

package ai.hopx.client.core;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.util.List;

import javax.imageio.ImageIO;

import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.model.DesktopWindow;
import ai.hopx.client.model.DisplayInfo;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.Screenshot;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox with a desktop that is really there. Register it in a static field. All
 * windows are closed after each test.
 */
final class UsedDesktop implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

	private static final List<String> PROGRAMS = List.of("Xvfb", "xdotool", "jwm", "wmctrl", "xwininfo", "xev",
			"xrandr", "xclip", "x11vnc", "tesseract", "ffmpeg", "ffprobe", "xterm");

	/** What other terminals do by themselves. */
	private static final String PASTE = " -xrm '*VT100.translations: #override Ctrl Shift <Key>V: "
			+ "insert-selection(CLIPBOARD)'";

	private final EmbeddedServer server = new EmbeddedServer();

	private Sandbox sandbox;

	static boolean isInstalled() {
		List<String> folders = List.of(System.getenv("PATH").split(File.pathSeparator));
		return PROGRAMS.stream()
			.allMatch((program) -> folders.stream().anyMatch((folder) -> new File(folder, program).canExecute()));
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.server.beforeAll(context);
		this.sandbox = this.server.blocking().create(SandboxSpec.template("desktop"));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		desktop().windows().list().forEach((window) -> desktop().windows().close(window.id()));
		await().untilAsserted(() -> assertThat(desktop().windows().list()).isEmpty());
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.sandbox.close();
		this.server.afterAll(context);
	}

	Sandbox sandbox() {
		return this.sandbox;
	}

	DesktopOperations desktop() {
		return this.sandbox.desktop();
	}

	/**
	 * Open a terminal, to be typed into.
	 */
	DesktopWindow open(String title) {
		return open(title, "xterm -fa Monospace -fs 20 -geometry 50x10 -title " + title + PASTE);
	}

	/**
	 * Run a program that opens a window.
	 */
	DesktopWindow open(String title, String command) {
		this.sandbox.commands().start(command);
		DesktopWindow window = await().until(() -> window(title), (found) -> found != null);
		desktop().windows().focus(window.id());
		return window;
	}

	@Nullable DesktopWindow window(String title) {
		return desktop().windows()
			.list()
			.stream()
			.filter((window) -> title.equals(window.title()))
			.findFirst()
			.orElse(null);
	}

	ScreenRegion wholeScreen() {
		DisplayInfo display = desktop().display().info();
		return new ScreenRegion(0, 0, display.width(), display.height());
	}

	static BufferedImage image(Screenshot screenshot) throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(screenshot.bytes()));
		assertThat(image).isNotNull();
		return image;
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(EmbeddedServer.LIMIT);
	}

}

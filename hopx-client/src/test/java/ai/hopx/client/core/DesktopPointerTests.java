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
import java.io.IOException;
import java.util.List;

import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.desktop.MouseButton;
import ai.hopx.client.desktop.ScrollDirection;
import ai.hopx.client.model.DesktopProcess;
import ai.hopx.client.model.DesktopWindow;
import ai.hopx.client.model.DisplayInfo;
import ai.hopx.client.model.ScreenPoint;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.ScreenResolution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What mouse and keys do, as a program in the sandbox sees it, and what there is beside
 * them.
 */
@EnabledIf(value = "ai.hopx.client.core.UsedDesktop#isInstalled",
		disabledReason = "docs/embedded.md has the packages of a desktop")
class DesktopPointerTests {

	@RegisterExtension
	static final UsedDesktop used = new UsedDesktop();

	private final DesktopOperations desktop = used.desktop();

	@Test
	void theMouseMoves() {
		this.desktop.mouse().move(ScreenPoint.at(321, 234));
		assertThat(used.sandbox().commands().run("xdotool getmouselocation").stdout()).startsWith("x:321 y:234 ");
	}

	@Test
	void theMouseClicksDragsAndScrolls() {
		DesktopWindow window = used.open("Event Tester",
				"xev -geometry 400x300+100+100 -event button > /tmp/buttons 2>&1");
		ScreenPoint middle = new ScreenRegion(window.x(), window.y(), window.width(), window.height()).center();
		this.desktop.mouse().click(middle, MouseButton.RIGHT, 2);
		expectButtons("3 down", "3 up", "3 down", "3 up");
		this.desktop.mouse().doubleClick(middle);
		expectButtons("1 down", "1 up", "1 down", "1 up");
		this.desktop.mouse().scroll(middle, ScrollDirection.DOWN, 2);
		expectButtons("5 down", "5 up", "5 down", "5 up");
		ScreenPoint aside = new ScreenPoint(middle.x() + 50, middle.y() + 40);
		this.desktop.mouse().drag(middle, aside);
		expectButtons("1 down", "1 up");
		this.desktop.mouse().dragAndDrop(aside, middle);
		expectButtons("1 down", "1 up");
	}

	/**
	 * Read what the window was told, and forget it.
	 */
	private static void expectButtons(String... expected) {
		UsedDesktop.await().untilAsserted(() -> {
			String events = used.sandbox().files().readText("/tmp/buttons");
			List<String> buttons = events.lines()
				.filter((line) -> line.startsWith("Button") || line.contains(" button "))
				.toList();
			StringBuilder seen = new StringBuilder();
			for (int i = 0; i + 1 < buttons.size(); i += 2) {
				String button = buttons.get(i + 1).replaceFirst(".* button (\\d+).*", "$1");
				seen.append(button).append(buttons.get(i).startsWith("ButtonPress") ? " down," : " up,");
			}
			assertThat(seen.toString()).isEqualTo(String.join(",", expected) + ",");
		});
		used.sandbox().commands().run("truncate -s 0 /tmp/buttons");
	}

	@Test
	void textIsFoundWhereItIs() {
		used.open("Finder");
		this.desktop.keyboard().type("Needle");
		ScreenRegion found = this.desktop.screen().waitFor("Needle", EmbeddedServer.LIMIT).orElseThrow();
		assertThat(this.desktop.screen().findElement("Needle")).contains(found);
		assertThat(this.desktop.screen().bounds("Needle")).contains(found);
		DesktopWindow window = used.window("Finder");
		assertThat(found.x()).isBetween(window.x(), window.x() + window.width());
		assertThat(found.y()).isBetween(window.y(), window.y() + window.height());
		assertThat(this.desktop.screen().findElement("Haystack")).isEmpty();
	}

	@Test
	void keysArePressedTogether() {
		used.open("Keys");
		this.desktop.keyboard().type("sleep 1000\n");
		this.desktop.keyboard().combination(List.of("ctrl"), "c");
		this.desktop.keyboard().type("echo wrong");
		this.desktop.keyboard().hotkey(List.of("ctrl"), "u");
		this.desktop.keyboard().type("echo $((40 + 2)) > /tmp/typed");
		this.desktop.keyboard().press("Return");
		UsedDesktop.await()
			.ignoreExceptions()
			.untilAsserted(() -> assertThat(used.sandbox().files().readText("/tmp/typed")).isEqualTo("42\n"));
	}

	@Test
	void aWindowIsCapturedAndMinimized() throws IOException {
		DesktopWindow window = used.open("Captured");
		BufferedImage image = UsedDesktop.image(this.desktop.windows().capture(window.id()));
		assertThat(image.getWidth()).isEqualTo(window.width());
		assertThat(image.getHeight()).isEqualTo(window.height());
		this.desktop.windows().minimize(window.id());
		UsedDesktop.await().untilAsserted(() -> assertThat(used.window("Captured").minimized()).isTrue());
	}

	@Test
	void theScreenHasTheSizeThatItIsGiven() throws IOException {
		DisplayInfo before = this.desktop.display().info();
		assertThat(this.desktop.display().resolutions())
			.contains(new ScreenResolution(before.width(), before.height()));
		DisplayInfo smaller = this.desktop.display().resolution(800, 600);
		assertThat(smaller.width()).isEqualTo(800);
		assertThat(smaller.height()).isEqualTo(600);
		BufferedImage image = UsedDesktop.image(this.desktop.screen().screenshot());
		assertThat(image.getWidth()).isEqualTo(800);
		assertThat(image.getHeight()).isEqualTo(600);
		this.desktop.display().resolution(before.width(), before.height());
		assertThat(this.desktop.display().info()).isEqualTo(before);
	}

	@Test
	void whatRunsTheDesktopIsListed() {
		this.desktop.screen().screenshot();
		assertThat(this.desktop.debug().processes()).extracting(DesktopProcess::name).contains("Xvfb");
		this.desktop.vnc().start();
		UsedDesktop.await().untilAsserted(() -> assertThat(this.desktop.debug().logs()).isNotEmpty());
	}

}

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

package ai.hopx.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Machines that lack what a desktop needs.
 */
class DesktopToolsMissingTests {

	private static final Map<String, Object> DESKTOP = Map.of("template_name", "desktop");

	@TempDir
	private Path tools;

	@Test
	void withoutAnyToolAllElseWorks() {
		try (EmbeddedHopx hopx = start(EmbeddedHopxSettings.builder())) {
			TestSandbox sandbox = TestSandbox.create(hopx, DESKTOP);
			assertThat(sandbox.run("bash", "echo $((6 * 7))").text("stdout")).isEqualTo("42\n");
			for (String path : List.of("/vnc/status", "/screenshot", "/windows", "/display", "/debug/logs")) {
				assertThat(missing(sandbox.agent().get("/desktop" + path), 400)).contains("xvfb", "xdotool");
			}
			assertThat(missing(sandbox.agent().post("/desktop/mouse/click", "no json"), 400)).containsExactly("xvfb",
					"xdotool");
			assertThat(missing(sandbox.agent().post("/desktop/vnc/start"), 400)).containsExactly("xvfb", "xdotool",
					"x11vnc");
			assertThat(missing(sandbox.agent().get("/desktop/windows/list"), 400)).containsExactly("xvfb", "xdotool",
					"jwm", "wmctrl", "x11-utils");
		}
	}

	@Test
	void theStatusIsThatOfTheSettings() {
		try (EmbeddedHopx hopx = start(EmbeddedHopxSettings.builder().desktopStatus(503))) {
			assertThat(missing(TestSandbox.create(hopx, DESKTOP).agent().get("/desktop/screenshot"), 503))
				.containsExactly("xvfb", "xdotool");
		}
	}

	@Test
	@EnabledIfInstalled({ "Xvfb:xvfb", "xdotool" })
	void withoutOneToolOnlyWhatNeedsItIsMissing() throws IOException {
		for (String tool : List.of("Xvfb", "xdotool")) {
			Files.setPosixFilePermissions(Files.createFile(this.tools.resolve(tool)),
					PosixFilePermissions.fromString("rwxr-xr-x"));
		}
		try (EmbeddedHopx hopx = start(EmbeddedHopxSettings.builder())) {
			TestDesktop desktop = TestDesktop.create(hopx);
			assertThat(TestDesktop.image(desktop.get("/screenshot")).getWidth()).isEqualTo(1280);
			desktop.act("/mouse/move", Map.of("x", 1, "y", 1));
			desktop.act("/keyboard/press", Map.of("key", "a"));
			assertThat(desktop.look("/vnc/status").path("running").asBoolean()).isFalse();
			assertThat(missing(desktop.post("/vnc/start", Map.of()), 400)).containsExactly("x11vnc");
			assertThat(missing(desktop.get("/clipboard/get"), 400)).containsExactly("xclip");
			assertThat(missing(desktop.post("/recording/start", Map.of()), 400)).containsExactly("ffmpeg");
			assertThat(missing(desktop.post("/x11/ocr", Map.of()), 400)).containsExactly("tesseract-ocr");
			assertThat(missing(desktop.post("/windows/close", Map.of()), 400)).containsExactly("jwm", "wmctrl",
					"x11-utils");
			assertThat(missing(desktop.post("/display/set", Map.of()), 400)).containsExactly("x11-xserver-utils");
		}
	}

	private EmbeddedHopx start(EmbeddedHopxSettings.Builder settings) {
		return EmbeddedHopx.start(settings.desktopTools(this.tools).build());
	}

	private static Set<String> missing(Reply reply, int status) {
		assertThat(reply.status()).as(reply::toString).isEqualTo(status);
		assertThat(reply.text("code")).isEqualTo("DESKTOP_NOT_AVAILABLE");
		String[] missing = Http.JSON.convertValue(reply.json().path("details").path("missing_dependencies"),
				String[].class);
		assertThat(reply.text("error")).contains(missing);
		return new LinkedHashSet<>(List.of(missing));
	}

}

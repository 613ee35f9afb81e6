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

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A desktop that is really there.
 */
@EnabledIfInstalled({ "Xvfb:xvfb", "xdotool", "jwm", "wmctrl", "xwininfo:x11-utils", "xrandr:x11-xserver-utils",
		"xclip", "xterm", "tesseract:tesseract-ocr" })
class DesktopTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private TestDesktop desktop;

	@BeforeEach
	void create() {
		this.desktop = TestDesktop.create(server.hopx());
	}

	@Test
	void showsWhatIsTypedIntoAWindow() {
		JsonNode window = this.desktop.openTerminal();
		this.desktop.act("/keyboard/type", Map.of("text", "echo seven times $((6 + 1))\n"));
		Map<String, Object> region = Map.of("x", window.path("x").asInt(), "y", window.path("y").asInt(), "width",
				window.path("width").asInt(), "height", window.path("height").asInt());
		await().atMost(TestDesktop.PATIENCE)
			.untilAsserted(() -> assertThat(this.desktop.act("/x11/ocr", region).path("text").asString())
				.contains("seven times 7"));
		JsonNode found = this.desktop.act("/x11/find_element", Map.of("text", "Seven TIMES 7"));
		JsonNode element = found.path("element");
		assertThat(element.path("x").asInt()).isBetween(window.path("x").asInt(),
				window.path("x").asInt() + window.path("width").asInt());
		assertThat(element.path("y").asInt()).isBetween(window.path("y").asInt(),
				window.path("y").asInt() + window.path("height").asInt());
		assertThat(element.path("height").asInt()).isBetween(4, 30);
		assertThat(this.desktop.act("/x11/get_bounds", Map.of("text", "seven times 7")).path("width").asInt())
			.isEqualTo(element.path("width").asInt())
			.isBetween(30, 120);
	}

	@Test
	void waitsForTextThatComes() {
		this.desktop.openTerminal();
		this.desktop.act("/keyboard/type", Map.of("text", "sleep 1; echo $((40 + 2))nd street\n"));
		assertThat(this.desktop.act("/x11/wait_for", Map.of("text", "42nd street", "timeout", 20)).path("element"))
			.isNotEmpty();
		JsonNode missing = this.desktop.act("/x11/wait_for", Map.of("text", "43rd street", "timeout", 0.5));
		assertThat(missing.path("element").isNull()).isTrue();
		assertThat(missing.has("x")).isFalse();
	}

	@Test
	void takesScreenshots() {
		BufferedImage screen = TestDesktop.image(this.desktop.get("/screenshot"));
		assertThat(screen.getWidth()).isEqualTo(1280);
		assertThat(screen.getHeight()).isEqualTo(720);
		JsonNode window = this.desktop.openTerminal();
		BufferedImage changed = TestDesktop.image(this.desktop.post("/screenshot", Map.of()));
		int x = window.path("x").asInt() + window.path("width").asInt() / 2;
		int y = window.path("y").asInt() - 10;
		assertThat(changed.getRGB(x, y)).as("the window's frame").isNotEqualTo(screen.getRGB(x, y));
		assertThat(changed.getRGB(1270, 700)).as("the background").isEqualTo(screen.getRGB(1270, 700));
		BufferedImage region = TestDesktop
			.image(this.desktop.post("/screenshot/region", Map.of("x", x - 5, "y", y - 3, "width", 20, "height", 11)));
		assertThat(region.getWidth()).isEqualTo(20);
		assertThat(region.getHeight()).isEqualTo(11);
		assertThat(region.getRGB(5, 3)).isEqualTo(changed.getRGB(x, y));
		BufferedImage captured = TestDesktop
			.image(this.desktop.get("/x11/capture_window?window_id=" + window.path("id").asLong()));
		assertThat(captured.getWidth()).isEqualTo(window.path("width").asInt());
		assertThat(captured.getHeight()).isEqualTo(window.path("height").asInt());
	}

	@Test
	void screenshotsAreJsonForThoseWhoTakeIt() {
		Http json = this.desktop.sandbox().agent().with("Accept", "application/json, text/plain, */*");
		JsonNode reply = json.get("/desktop/screenshot").json();
		assertThat(reply.path("format").asString()).isEqualTo("png");
		assertThat(reply.path("width").asInt()).isEqualTo(1280);
		BufferedImage image = TestDesktop.image(Base64.getDecoder().decode(reply.path("image").asString()));
		assertThat(image.getHeight()).isEqualTo(reply.path("height").asInt()).isEqualTo(720);
		Reply region = json.post("/desktop/screenshot/region", Map.of("x", 0, "y", 0, "width", 2, "height", 2));
		assertThat(TestDesktop.image(region).getWidth()).isEqualTo(2);
	}

	@Test
	void changesAndClosesWindows() {
		JsonNode window = this.desktop.openTerminal();
		long id = window.path("id").asLong();
		assertThat(window.path("pid").asInt()).isPositive();
		this.desktop.act("/windows/resize", Map.of("window_id", id, "width", 500, "height", 300));
		await().atMost(TestDesktop.PATIENCE).untilAsserted(() -> {
			assertThat(this.desktop.window("Letterbox").path("width").asInt()).isBetween(490, 500);
			assertThat(this.desktop.window("Letterbox").path("height").asInt()).isBetween(285, 300);
		});
		this.desktop.act("/windows/minimize", Map.of("window_id", Long.toString(id)));
		await().atMost(TestDesktop.PATIENCE)
			.untilAsserted(
					() -> assertThat(this.desktop.window("Letterbox").path("is_minimized").asBoolean()).isTrue());
		assertThat(this.desktop.get("/x11/capture_window?window_id=" + id).status()).isEqualTo(409);
		this.desktop.act("/windows/focus", Map.of("window_id", "0x" + Long.toHexString(id)));
		await().atMost(TestDesktop.PATIENCE).untilAsserted(() -> {
			assertThat(this.desktop.window("Letterbox").path("is_minimized").asBoolean()).isFalse();
			assertThat(this.desktop.window("Letterbox").path("is_active").asBoolean()).isTrue();
			assertThat(this.desktop.window("Letterbox").path("focused").asBoolean()).isTrue();
		});
		this.desktop.act("/windows/close", Map.of("window_id", id));
		await().atMost(TestDesktop.PATIENCE)
			.untilAsserted(() -> assertThat(this.desktop.look("/windows").path("windows")).isEmpty());
		assertThat(this.desktop.post("/windows/focus", Map.of("window_id", id)).status()).isEqualTo(404);
	}

	@Test
	void worksWithTheMouse() {
		JsonNode window = this.desktop.openTerminal();
		int x = window.path("x").asInt();
		int y = window.path("y").asInt();
		this.desktop.act("/mouse/drag", Map.of("from_x", x + 100, "from_y", y - 10, "to_x", x + 300, "to_y", y + 190));
		await().atMost(TestDesktop.PATIENCE).untilAsserted(() -> {
			assertThat(this.desktop.window("Letterbox").path("x").asInt()).isEqualTo(x + 200);
			assertThat(this.desktop.window("Letterbox").path("y").asInt()).isEqualTo(y + 200);
		});
		this.desktop.act("/mouse/move", Map.of("x", 7, "y", 9));
		assertThat(pointer()).contains("x:7 y:9");
		this.desktop.act("/mouse/scroll", Map.of("x", 70, "y", 90, "delta_y", 2));
		assertThat(pointer()).contains("x:70 y:90");
		this.desktop.act("/mouse/scroll", Map.of("direction", "up", "amount", 1));
		this.desktop.act("/mouse/click", Map.of("x", 1, "y", 2, "button", "right", "clicks", 2));
		assertThat(pointer()).contains("x:1 y:2");
	}

	private String pointer() {
		return this.desktop.sandbox().run("bash", "xdotool getmouselocation").text("stdout");
	}

	@Test
	void pressesKeys() {
		this.desktop.openTerminal();
		this.desktop.act("/keyboard/type", Map.of("text", "cat > keys\n", "delay_ms", 1));
		this.desktop.act("/keyboard/type", Map.of("text", "über -x\t€"));
		this.desktop.act("/keyboard/press", Map.of("key", "enter"));
		this.desktop.act("/keyboard/press", Map.of("key", "+"));
		this.desktop.act("/keyboard/combination", Map.of("modifiers", new String[] { "shift" }, "key", "a"));
		this.desktop.act("/keyboard/press", Map.of("key", "Return"));
		this.desktop.act("/keyboard/combination", Map.of("keys", new String[] { "ctrl", "d" }));
		await().atMost(TestDesktop.PATIENCE)
			.untilAsserted(() -> assertThat(
					this.desktop.sandbox().agent().get("/files/read?path=/workspace/keys").text("content"))
				.isEqualTo("über -x\t€\n+A\n"));
		Reply reply = this.desktop.post("/x11/hotkey", Map.of("modifiers", new String[] { "ctrl" }, "key", "Nokey"));
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("error")).contains("'key'", "Nokey");
	}

	@Test
	void copiesThroughTheClipboard() {
		assertThat(this.desktop.look("/clipboard/get").path("text").asString()).isEmpty();
		this.desktop.act("/clipboard/set", Map.of("text", "Grüße\n-"));
		this.desktop.act("/clipboard/set", Map.of("content", "second"));
		JsonNode clipboard = this.desktop.look("/clipboard/get");
		assertThat(clipboard.path("text").asString()).isEqualTo("second");
		assertThat(clipboard.path("content").asString()).isEqualTo("second");
		this.desktop.sandbox().run("bash", "printf 'by a program' | xclip -selection clipboard >/dev/null 2>&1");
		assertThat(this.desktop.look("/clipboard/get").path("text").asString()).isEqualTo("by a program");
		assertThat(Http.JSON.convertValue(this.desktop.look("/clipboard/history").path("history"), String[].class))
			.containsExactly("by a program", "second", "Grüße\n-");
		this.desktop.act("/clipboard/set", Map.of("text", ""));
		assertThat(this.desktop.look("/clipboard/get").path("text").asString()).isEmpty();
	}

	@Test
	void changesTheSizeOfTheScreen() {
		assertThat(this.desktop.look("/display/info").path("depth").asInt()).isEqualTo(24);
		for (JsonNode pair : this.desktop.look("/display/resolutions").path("resolutions")) {
			Map<String, Object> size = Map.of("width", pair.get(0).asInt(), "height", pair.get(1).asInt());
			JsonNode reply = this.desktop.act("/display/set", size);
			assertThat(reply.path("width")).isEqualTo(pair.get(0));
			assertThat(reply.path("height")).isEqualTo(pair.get(1));
			assertThat(TestDesktop.image(this.desktop.get("/screenshot")).getWidth()).isEqualTo(pair.get(0).asInt());
		}
		this.desktop.act("/display/resolution", Map.of("width", 801, "height", 603));
		assertThat(this.desktop.look("/display/current").path("width").asInt()).isEqualTo(801);
		assertThat(TestDesktop.image(this.desktop.get("/screenshot")).getHeight()).isEqualTo(603);
		Reply tooLarge = this.desktop.post("/display/set", Map.of("width", 4000, "height", 603));
		assertThat(tooLarge.status()).isEqualTo(400);
		assertThat(tooLarge.text("error")).contains("'width'", "1920");
	}

	@Test
	@EnabledIfInstalled("x11vnc")
	void isSharedWithVncViewers() throws Exception {
		assertThat(this.desktop.look("/vnc/info").path("running").asBoolean()).isFalse();
		JsonNode vnc = this.desktop.act("/vnc/start", Map.of("display", 1));
		assertThat(vnc.path("running").asBoolean()).isTrue();
		assertThat(this.desktop.look("/vnc/start")).isEqualTo(vnc);
		URI url = URI.create(vnc.path("url").asString());
		assertThat(url.getScheme()).isEqualTo("vnc");
		assertThat(url.getPort()).isEqualTo(vnc.path("port").asInt());
		try (VncViewer stranger = VncViewer.connect(url.getHost(), url.getPort())) {
			assertThat(stranger.authenticate("password")).isFalse();
		}
		try (VncViewer viewer = VncViewer.connect(url.getHost(), url.getPort())) {
			assertThat(viewer.authenticate(vnc.path("password").asString())).isTrue();
			assertThat(viewer.begin()).containsExactly(1280, 720);
			assertThat(viewer.look(16, 16)).isPositive();
			viewer.movePointer(321, 123);
			await().atMost(TestDesktop.PATIENCE).untilAsserted(() -> assertThat(pointer()).contains("x:321 y:123"));
		}
		JsonNode other = this.desktop.act("/vnc/start", Map.of("password", "an own password"));
		try (VncViewer viewer = VncViewer.connect("127.0.0.1", other.path("port").asInt())) {
			assertThat(viewer.authenticate("an own password")).isTrue();
			viewer.begin();
			assertThat(this.desktop.act("/vnc/stop", Map.of()).path("running").asBoolean()).isFalse();
			assertThat(viewer.read()).isEqualTo(-1);
		}
		assertThat(this.desktop.look("/vnc/status").path("url").asString()).isEmpty();
	}

	@Test
	@EnabledIfInstalled("x11vnc")
	void limitsHowManyWatch() throws IOException {
		int port = this.desktop.act("/vnc/start", Map.of()).path("port").asInt();
		List<Socket> viewers = new ArrayList<>();
		try {
			for (int i = 0; i < 8; i++) {
				viewers.add(new Socket("127.0.0.1", port));
				assertThat(viewers.get(i).getInputStream().readNBytes(4)).asString().isEqualTo("RFB ");
			}
			try (Socket oneTooMany = new Socket("127.0.0.1", port)) {
				assertThat(oneTooMany.getInputStream().read()).isEqualTo(-1);
			}
			viewers.get(0).close();
			await().atMost(TestDesktop.PATIENCE).until(() -> {
				try (Socket next = new Socket("127.0.0.1", port)) {
					return next.getInputStream().read() == 'R';
				}
			});
		}
		finally {
			for (Socket viewer : viewers) {
				viewer.close();
			}
		}
	}

	@Test
	void tellsWhatItIsMadeOf() {
		assertThat(this.desktop.look("/debug/processes").path("processes").findValuesAsString("name")).contains("Xvfb",
				"jwm");
		assertThat(this.desktop.look("/debug/logs").path("logs").isArray()).isTrue();
	}

	@Test
	void isThereBeforeAnythingRuns() {
		TestSandbox sandbox = TestSandbox.create(server.hopx(), Map.of("template_name", "desktop"));
		new TestDesktop(sandbox).openTerminal();
		Http control = sandbox.control();
		control.post(sandbox.path() + "/stop");
		control.post(sandbox.path() + "/start");
		assertThat(sandbox.run("bash", "xdotool getdisplaygeometry").text("stdout")).isEqualTo("1280 720\n");
	}

	@Test
	void beginsAnewAfterAStop() {
		this.desktop.openTerminal();
		Http control = this.desktop.sandbox().control();
		control.post(this.desktop.sandbox().path() + "/stop");
		assertThat(this.desktop.get("/screenshot").status()).isEqualTo(503);
		control.post(this.desktop.sandbox().path() + "/start");
		assertThat(this.desktop.look("/debug/processes").path("processes")).isEmpty();
		assertThat(this.desktop.look("/windows").path("windows")).isEmpty();
		assertThat(TestDesktop.image(this.desktop.get("/screenshot")).getWidth()).isEqualTo(1280);
	}

	@Test
	void goesOnAfterAPause() {
		this.desktop.openTerminal();
		Http control = this.desktop.sandbox().control();
		control.post(this.desktop.sandbox().path() + "/pause");
		assertThat(this.desktop.get("/screenshot").status()).isEqualTo(503);
		control.post(this.desktop.sandbox().path() + "/resume");
		assertThat(this.desktop.window("Letterbox").path("is_active").asBoolean()).isTrue();
		this.desktop.act("/keyboard/type", Map.of("text", "pwd > where\n"));
		await().atMost(TestDesktop.PATIENCE)
			.until(() -> this.desktop.sandbox().agent().get("/files/read?path=where").status() == 200);
	}

	@Test
	void beginsAnewWhenItsScreenIsKilled() {
		this.desktop.openTerminal();
		assertThat(this.desktop.sandbox().run("bash", "kill -9 $(pidof Xvfb)").text("exit_code")).isEqualTo("0");
		await().atMost(TestDesktop.PATIENCE).until(() -> this.desktop.get("/windows").status() == 200);
		assertThat(this.desktop.look("/windows").path("windows")).isEmpty();
	}

	@Test
	void isNoRunOfAnybody() {
		assertThat(server.hopx().ledger().runs())
			.filteredOn((run) -> run.sandboxId().equals(this.desktop.sandbox().id()))
			.isEmpty();
		assertThat(this.desktop.sandbox().agent().get("/metrics/snapshot").json().path("active_executions").asInt())
			.isZero();
	}

}

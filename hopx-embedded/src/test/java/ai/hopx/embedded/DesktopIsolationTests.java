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
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;
import ai.hopx.embedded.runtime.Isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Desktops side by side, with and without walls around them.
 */
@EnabledIfInstalled({ "Xvfb:xvfb", "xdotool", "xrandr:x11-xserver-utils", "xclip", "x11vnc" })
class DesktopIsolationTests {

	@ParameterizedTest
	@EnumSource(value = Isolation.class, names = { "AUTO", "PLAIN" })
	void desktopsOfTwoSandboxesAreTwo(Isolation isolation) throws IOException {
		try (EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.builder().isolation(isolation).build())) {
			TestDesktop one = TestDesktop.create(hopx);
			TestDesktop other = TestDesktop.create(hopx);
			one.act("/display/set", Map.of("width", 640, "height", 480));
			one.act("/clipboard/set", Map.of("text", "one"));
			other.act("/clipboard/set", Map.of("text", "other"));
			assertThat(TestDesktop.image(one.get("/screenshot")).getWidth()).isEqualTo(640);
			assertThat(TestDesktop.image(other.get("/screenshot")).getWidth()).isEqualTo(1280);
			assertThat(one.look("/clipboard/get").path("text").asString()).isEqualTo("one");
			assertThat(other.look("/clipboard/get").path("text").asString()).isEqualTo("other");
			for (TestDesktop each : new TestDesktop[] { one, other }) {
				greets(each.act("/vnc/start", Map.of("display", 1, "password", "secret 1")));
			}
		}
	}

	@Test
	void sandboxesWithoutANetworkHaveADesktop() throws IOException {
		try (EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults())) {
			TestDesktop desktop = TestDesktop.create(hopx,
					Map.of("template_name", "desktop", "internet_access", false));
			JsonNode vnc = desktop.act("/vnc/start", Map.of());
			greets(vnc);
			desktop.sandbox().close();
			assertThat(isClosed(vnc)).isTrue();
		}
	}

	@Test
	void nothingIsLeftOfADesktopWithoutWalls() throws IOException {
		Path sockets = Path.of("/tmp/.X11-unix");
		String number;
		try (EmbeddedHopx hopx = EmbeddedHopx
			.start(EmbeddedHopxSettings.builder().isolation(Isolation.PLAIN).build())) {
			TestDesktop desktop = TestDesktop.create(hopx);
			number = desktop.sandbox().run("bash", "echo ${DISPLAY#:}").text("stdout").strip();
			assertThat(sockets.resolve("X" + number)).exists();
			greets(desktop.act("/vnc/start", Map.of()));
		}
		assertThat(sockets.resolve("X" + number)).doesNotExist();
		assertThat(Files.exists(Path.of("/tmp/.X" + number + "-lock"))).isFalse();
	}

	@Test
	void nothingOfADesktopOutlivesAServerThatIsKilled(@TempDir Path folder) throws IOException {
		try (ServerProcess server = ServerProcess.start(folder, "64m", "--port=0")) {
			Reply created = server.control().post("/v1/sandboxes", Map.of("template_name", "desktop"));
			Http agent = Http.withToken(created.text("public_host"), created.text("auth_token"));
			greets(agent.post("/desktop/vnc/start", Map.of()).json());
			List<ProcessHandle> processes = server.process().descendants().toList();
			assertThat(processes).extracting(DesktopIsolationTests::name).contains("Xvfb", "x11vnc");
			server.process().destroyForcibly();
			await().atMost(TestDesktop.PATIENCE)
				.untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
		}
	}

	private static String name(ProcessHandle process) {
		try {
			return Files.readString(Path.of("/proc", Long.toString(process.pid()), "comm")).strip();
		}
		catch (IOException ex) {
			return "";
		}
	}

	private static void greets(JsonNode vnc) throws IOException {
		try (Socket viewer = new Socket("127.0.0.1", vnc.path("port").asInt())) {
			viewer.setSoTimeout((int) TestDesktop.PATIENCE.toMillis());
			assertThat(new String(viewer.getInputStream().readNBytes(4), StandardCharsets.US_ASCII)).isEqualTo("RFB ");
		}
	}

	private static boolean isClosed(JsonNode vnc) {
		try (Socket viewer = new Socket("127.0.0.1", vnc.path("port").asInt())) {
			return false;
		}
		catch (IOException ex) {
			return true;
		}
	}

}

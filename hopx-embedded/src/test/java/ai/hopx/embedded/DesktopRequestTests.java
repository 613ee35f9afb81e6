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

import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a desktop refuses, which templates have one, and where it is not isolated.
 */
@EnabledIfInstalled({ "Xvfb:xvfb", "xdotool", "jwm", "wmctrl", "xwininfo:x11-utils", "xrandr:x11-xserver-utils",
		"xclip", "x11vnc", "tesseract:tesseract-ocr" })
class DesktopRequestTests {

	private static final EmbeddedHopx hopx = EmbeddedHopx.create(EmbeddedHopxSettings.defaults());

	private static TestDesktop desktop;

	@BeforeAll
	static void create() {
		hopx.start();
		desktop = TestDesktop.create(hopx);
	}

	@AfterAll
	static void stop() {
		hopx.stop();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/mouse/click            | {"y":1}                                         | x
			/mouse/click            | {"x":-1,"y":1}                                  | x
			/mouse/click            | {"x":1,"y":1,"button":"thumb"}                  | button
			/mouse/click            | {"x":1,"y":1,"clicks":11}                       | clicks
			/mouse/move             | {"x":1,"y":1080}                                | y
			/mouse/drag             | {"from_x":1,"from_y":1,"to_x":1}                | to_y
			/mouse/scroll           | {}                                              | direction
			/mouse/scroll           | {"direction":"north"}                           | direction
			/mouse/scroll           | {"direction":"up","amount":0}                   | amount
			/mouse/scroll           | {"delta_y":1001}                                | delta_y
			/keyboard/type          | {}                                              | text
			/keyboard/type          | {"text":"a","delay_ms":-1}                      | delay_ms
			/keyboard/press         | {"key":""}                                      | key
			/keyboard/press         | {"key":"not a key"}                             | key
			/keyboard/combination   | {"modifiers":["ctrl"]}                          | key
			/keyboard/combination   | {"keys":["1","2","3","4","5","6","7","8","9"]}  | keys
			/keyboard/combination   | {"keys":"ctrl"}                                 | keys
			/clipboard/set          | {}                                              | text
			/screenshot/region      | {"x":0,"y":0,"width":10}                        | height
			/screenshot/region      | {"x":0,"y":0,"width":0,"height":1}              | width
			/screenshot/region      | {"x":1900,"y":0,"width":10,"height":10}         | x
			/display/set            | {"width":10,"height":600}                       | width
			/windows/focus          | {}                                              | window_id
			/windows/focus          | {"window_id":"first"}                           | window_id
			/windows/resize         | {"window_id":1,"width":5}                       | height
			/x11/ocr                | {"language":"../eng"}                           | language
			/x11/ocr                | {"language":"tlh"}                              | language
			/x11/find_element       | {"text":" "}                                    | text
			/x11/wait_for           | {"text":"a","timeout":0}                        | timeout
			/x11/wait_for           | {"text":"a","timeout":301}                      | timeout
			/vnc/start              | {"display":2}                                   | display
			/vnc/start              | {"password":""}                                 | password
			/vnc/start              | {"password":"größer"}                           | password
			""")
	void namesTheFieldThatIsWrong(String path, String body, String field) {
		Reply reply = desktop.post(path, body);
		assertThat(reply.status()).as(reply::toString).isEqualTo(400);
		assertThat(reply.text("error")).contains("'" + field + "'");
	}

	@Test
	void takesNoMoreThanItCanHold() {
		assertThat(desktop.post("/keyboard/type", Map.of("text", "a".repeat(10_001))).text("error")).contains("'text'");
		assertThat(desktop.post("/keyboard/type", Map.of("text", "a".repeat(1000), "delay_ms", 1000)).text("error"))
			.contains("'delay_ms'");
		assertThat(desktop.post("/clipboard/set", Map.of("content", "ü".repeat(200_000))).text("error"))
			.contains("'content'");
		String large = "ü".repeat(100_000);
		desktop.act("/clipboard/set", Map.of("text", large));
		assertThat(desktop.look("/clipboard/get").path("text").asString()).isEqualTo(large);
	}

	@Test
	void templatesThatStartFromADesktopHaveOne() {
		TemplateBuilder builder = new TemplateBuilder(Http.withKey(hopx));
		Map<String, Object> request = builder.request("with-desktop");
		request.put("from_image", "registry.example/hopx/desktop:latest");
		assertThat(builder.buildActive(request).json().path("features").toString()).contains("\"desktop\"");
		builder.buildActive("without-desktop");
		TestDesktop own = TestDesktop.create(hopx, Map.of("template_name", "with-desktop"));
		assertThat(TestDesktop.image(own.get("/screenshot")).getWidth()).isEqualTo(1280);
		TestSandbox none = TestSandbox.create(hopx, Map.of("template_name", "without-desktop"));
		assertThat(none.agent().get("/desktop/display").text("code")).isEqualTo("DESKTOP_NOT_AVAILABLE");
		assertThat(none.run("bash", "echo \"<$DISPLAY>\"").text("stdout")).isEqualTo("<>\n");
	}

	@Test
	void theNumberedTemplateIsTheSame() {
		assertThat(Http.withKey(hopx).get("/v1/templates/399").text("name")).isEqualTo("desktop");
	}

}

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

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import ai.hopx.client.core.WireCalls.Call;
import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.desktop.MouseButton;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.desktop.RecordingOptions;
import ai.hopx.client.desktop.RecordingQuality;
import ai.hopx.client.desktop.ScrollDirection;
import ai.hopx.client.desktop.VncOptions;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.VideoFormat;
import ai.hopx.client.model.WindowId;
import org.reactivestreams.Publisher;

import static ai.hopx.client.model.ScreenPoint.at;

/**
 * Each call about a desktop with the one request that it is, for both faces.
 */
final class DesktopWireCalls {

	/** One white pixel, as JSON holds it. */
	static final String PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==";

	static final String IMAGE = "{\"image\":\"" + PIXEL + "\",\"format\":\"png\",\"width\":1,\"height\":1}";

	private static final String RECORDING = "{\"recording_id\":\"rec_1\",\"status\":\"recording\"}";

	private static final String VNC = "{\"running\":true,\"url\":\"https://sbx.example/vnc\",\"port\":5901,\"display\":1}";

	private static final String DISPLAY = "{\"width\":1024,\"height\":768,\"depth\":24}";

	private static final String ELEMENT = "{\"element\":{\"x\":1,\"y\":2,\"width\":3,\"height\":4}}";

	private static final String DONE = "{\"success\":true}";

	private static final ScreenRegion REGION = new ScreenRegion(0, 5, 30, 40);

	private static final WindowId WINDOW = WindowId.of("0x02400003");

	private DesktopWireCalls() {
	}

	static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> all() {
		return Stream.of(vnc(), screen(), mouse(), keyboard(), clipboard(), windows(), display(), recordings(), debug())
			.flatMap(Function.identity());
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> vnc() {
		VncOptions options = VncOptions.defaults().display(2).password("secret77");
		return Stream.of(
				call("POST /desktop/vnc/start {\"display\":1}", VNC, (desktop) -> desktop.vnc().start(),
						(desktop) -> desktop.vnc().start()),
				call("POST /desktop/vnc/start {\"display\":2,\"password\":\"secret77\"}", VNC,
						(desktop) -> desktop.vnc().start(options), (desktop) -> desktop.vnc().start(options)),
				call("POST /desktop/vnc/stop {}", DONE, (desktop) -> desktop.vnc().stop(),
						(desktop) -> desktop.vnc().stop()),
				call("GET /desktop/vnc/status", VNC, (desktop) -> desktop.vnc().status(),
						(desktop) -> desktop.vnc().status()),
				call("GET /desktop/vnc/status", VNC, (desktop) -> desktop.vnc().url(),
						(desktop) -> desktop.vnc().url()));
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> screen() {
		Duration timeout = Duration.ofMillis(4500);
		return Stream.of(
				call("GET /desktop/screenshot", IMAGE, (desktop) -> desktop.screen().screenshot(),
						(desktop) -> desktop.screen().screenshot()),
				call("POST /desktop/screenshot/region {\"x\":0,\"y\":5,\"width\":30,\"height\":40}", IMAGE,
						(desktop) -> desktop.screen().screenshot(REGION),
						(desktop) -> desktop.screen().screenshot(REGION)),
				call("POST /desktop/x11/ocr {\"x\":0,\"y\":5,\"width\":30,\"height\":40,\"language\":\"eng\"}",
						"{\"text\":\"Save\"}", (desktop) -> desktop.screen().ocr(REGION),
						(desktop) -> desktop.screen().ocr(REGION)),
				call("POST /desktop/x11/ocr {\"x\":0,\"y\":5,\"width\":30,\"height\":40,\"language\":\"deu+eng\"}",
						"{\"text\":\"\"}", (desktop) -> desktop.screen().ocr(REGION, "deu+eng"),
						(desktop) -> desktop.screen().ocr(REGION, "deu+eng")),
				call("POST /desktop/x11/find_element {\"text\":\"Save\"}", ELEMENT,
						(desktop) -> desktop.screen().findElement("Save"),
						(desktop) -> desktop.screen().findElement("Save")),
				call("POST /desktop/x11/wait_for {\"text\":\"Save\",\"timeout\":5}", ELEMENT,
						(desktop) -> desktop.screen().waitFor("Save", timeout),
						(desktop) -> desktop.screen().waitFor("Save", timeout)),
				call("POST /desktop/x11/get_bounds {\"text\":\"Save\"}", ELEMENT,
						(desktop) -> desktop.screen().bounds("Save"), (desktop) -> desktop.screen().bounds("Save")));
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> mouse() {
		return Stream.of(
				call("POST /desktop/mouse/click {\"x\":0,\"y\":7,\"button\":\"left\",\"clicks\":1}", DONE,
						(desktop) -> desktop.mouse().click(at(0, 7)), (desktop) -> desktop.mouse().click(at(0, 7))),
				call("POST /desktop/mouse/click {\"x\":3,\"y\":7,\"button\":\"right\",\"clicks\":3}", DONE,
						(desktop) -> desktop.mouse().click(at(3, 7), MouseButton.RIGHT, 3),
						(desktop) -> desktop.mouse().click(at(3, 7), MouseButton.RIGHT, 3)),
				call("POST /desktop/mouse/click {\"x\":3,\"y\":7,\"button\":\"left\",\"clicks\":2}", DONE,
						(desktop) -> desktop.mouse().doubleClick(at(3, 7)),
						(desktop) -> desktop.mouse().doubleClick(at(3, 7))),
				call("POST /desktop/mouse/move {\"x\":3,\"y\":7}", DONE, (desktop) -> desktop.mouse().move(at(3, 7)),
						(desktop) -> desktop.mouse().move(at(3, 7))),
				call("POST /desktop/mouse/drag {\"from_x\":1,\"from_y\":2,\"to_x\":3,\"to_y\":4,\"button\":\"left\"}",
						DONE, (desktop) -> desktop.mouse().drag(at(1, 2), at(3, 4)),
						(desktop) -> desktop.mouse().drag(at(1, 2), at(3, 4))),
				call("POST /desktop/mouse/drag {\"from_x\":1,\"from_y\":2,\"to_x\":3,\"to_y\":4,\"button\":\"middle\"}",
						DONE, (desktop) -> desktop.mouse().drag(at(1, 2), at(3, 4), MouseButton.MIDDLE),
						(desktop) -> desktop.mouse().drag(at(1, 2), at(3, 4), MouseButton.MIDDLE)),
				call("POST /desktop/x11/drag-drop {\"from_x\":1,\"from_y\":2,\"to_x\":3,\"to_y\":4}", DONE,
						(desktop) -> desktop.mouse().dragAndDrop(at(1, 2), at(3, 4)),
						(desktop) -> desktop.mouse().dragAndDrop(at(1, 2), at(3, 4))),
				call("POST /desktop/mouse/scroll {\"direction\":\"down\",\"amount\":3,\"delta_y\":3}", DONE,
						(desktop) -> desktop.mouse().scroll(ScrollDirection.DOWN, 3),
						(desktop) -> desktop.mouse().scroll(ScrollDirection.DOWN, 3)),
				call("POST /desktop/mouse/scroll {\"direction\":\"left\",\"amount\":3}", DONE,
						(desktop) -> desktop.mouse().scroll(ScrollDirection.LEFT, 3),
						(desktop) -> desktop.mouse().scroll(ScrollDirection.LEFT, 3)),
				call("POST /desktop/mouse/scroll {\"x\":9,\"y\":8,\"direction\":\"up\",\"amount\":2,\"delta_y\":-2}",
						DONE, (desktop) -> desktop.mouse().scroll(at(9, 8), ScrollDirection.UP, 2),
						(desktop) -> desktop.mouse().scroll(at(9, 8), ScrollDirection.UP, 2)));
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> keyboard() {
		Duration delay = Duration.ofNanos(10_000_001);
		return Stream.of(
				call("POST /desktop/keyboard/type {\"text\":\"a\\tb\\n\"}", DONE,
						(desktop) -> desktop.keyboard().type("a\tb\n"), (desktop) -> desktop.keyboard().type("a\tb\n")),
				call("POST /desktop/keyboard/type {\"text\":\"a\",\"delay_ms\":11}", DONE,
						(desktop) -> desktop.keyboard().type("a", delay),
						(desktop) -> desktop.keyboard().type("a", delay)),
				call("POST /desktop/keyboard/press {\"key\":\"Return\"}", DONE,
						(desktop) -> desktop.keyboard().press("Return"),
						(desktop) -> desktop.keyboard().press("Return")),
				call("POST /desktop/keyboard/combination {\"modifiers\":[\"ctrl\",\"shift\"],\"key\":\"t\","
						+ "\"keys\":[\"ctrl\",\"shift\",\"t\"]}", DONE,
						(desktop) -> desktop.keyboard().combination(List.of("ctrl", "shift"), "t"),
						(desktop) -> desktop.keyboard().combination(List.of("ctrl", "shift"), "t")),
				call("POST /desktop/x11/hotkey {\"modifiers\":[\"alt\"],\"key\":\"F4\"}", DONE,
						(desktop) -> desktop.keyboard().hotkey(List.of("alt"), "F4"),
						(desktop) -> desktop.keyboard().hotkey(List.of("alt"), "F4")));
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> clipboard() {
		return Stream.of(
				call("GET /desktop/clipboard/get", "{\"text\":\"x\"}", (desktop) -> desktop.clipboard().get(),
						(desktop) -> desktop.clipboard().get()),
				call("POST /desktop/clipboard/set {\"text\":\"x\",\"content\":\"x\"}", DONE,
						(desktop) -> desktop.clipboard().set("x"), (desktop) -> desktop.clipboard().set("x")),
				call("POST /desktop/clipboard/set {\"text\":\"\",\"content\":\"\"}", DONE,
						(desktop) -> desktop.clipboard().set(""), (desktop) -> desktop.clipboard().set("")),
				call("GET /desktop/clipboard/history", "{\"history\":[]}", (desktop) -> desktop.clipboard().history(),
						(desktop) -> desktop.clipboard().history()));
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> windows() {
		return Stream.of(
				call("GET /desktop/windows/list", "{\"windows\":[]}", (desktop) -> desktop.windows().list(),
						(desktop) -> desktop.windows().list()),
				call("POST /desktop/windows/focus {\"window_id\":\"0x02400003\"}", DONE,
						(desktop) -> desktop.windows().focus(WINDOW), (desktop) -> desktop.windows().focus(WINDOW)),
				call("POST /desktop/windows/focus {\"window_id\":37748739}", DONE,
						(desktop) -> desktop.windows().focus(WindowId.of(37748739)),
						(desktop) -> desktop.windows().focus(WindowId.of(37748739))),
				call("POST /desktop/windows/close {\"window_id\":\"0x02400003\"}", DONE,
						(desktop) -> desktop.windows().close(WINDOW), (desktop) -> desktop.windows().close(WINDOW)),
				call("POST /desktop/windows/minimize {\"window_id\":\"0x02400003\"}", DONE,
						(desktop) -> desktop.windows().minimize(WINDOW),
						(desktop) -> desktop.windows().minimize(WINDOW)),
				call("POST /desktop/windows/resize {\"window_id\":37748739,\"width\":640,\"height\":480}", DONE,
						(desktop) -> desktop.windows().resize(WindowId.of(37748739), 640, 480),
						(desktop) -> desktop.windows().resize(WindowId.of(37748739), 640, 480)),
				call("GET /desktop/x11/capture_window", IMAGE, (desktop) -> desktop.windows().capture(),
						(desktop) -> desktop.windows().capture()),
				call("GET /desktop/x11/capture_window?window_id=0x02400003", IMAGE,
						(desktop) -> desktop.windows().capture(WINDOW),
						(desktop) -> desktop.windows().capture(WINDOW)));
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> display() {
		return Stream.of(
				call("GET /desktop/display/current", DISPLAY, (desktop) -> desktop.display().info(),
						(desktop) -> desktop.display().info()),
				call("GET /desktop/display/available", "{\"resolutions\":[]}",
						(desktop) -> desktop.display().resolutions(), (desktop) -> desktop.display().resolutions()),
				call("POST /desktop/display/set {\"width\":1024,\"height\":768}", DISPLAY,
						(desktop) -> desktop.display().resolution(1024, 768),
						(desktop) -> desktop.display().resolution(1024, 768)));
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> recordings() {
		RecordingOptions options = RecordingOptions.defaults()
			.fps(10)
			.format(VideoFormat.WEBM)
			.quality(RecordingQuality.HIGH)
			.outputFile("/workspace/a.webm");
		return Stream.of(
				call("POST /desktop/recording/start {}", RECORDING, (desktop) -> desktop.recordings().start(),
						(desktop) -> desktop.recordings().start()),
				call("POST /desktop/recording/start {\"fps\":10,\"format\":\"webm\",\"quality\":\"high\","
						+ "\"output_file\":\"/workspace/a.webm\"}", RECORDING,
						(desktop) -> desktop.recordings().start(options),
						(desktop) -> desktop.recordings().start(options)),
				call("POST /desktop/recording/stop {}", RECORDING, (desktop) -> desktop.recordings().stop(),
						(desktop) -> desktop.recordings().stop()),
				call("POST /desktop/recording/stop {\"recording_id\":\"rec_1\"}", RECORDING,
						(desktop) -> desktop.recordings().stop("rec_1"),
						(desktop) -> desktop.recordings().stop("rec_1")),
				call("GET /desktop/recording/status", RECORDING, (desktop) -> desktop.recordings().status(),
						(desktop) -> desktop.recordings().status()),
				call("GET /desktop/recording/status?id=rec_1", RECORDING,
						(desktop) -> desktop.recordings().status("rec_1"),
						(desktop) -> desktop.recordings().status("rec_1")));
	}

	private static Stream<Call<DesktopOperations, ReactiveDesktopOperations>> debug() {
		return Stream.of(
				call("GET /desktop/debug/logs", "{\"logs\":[]}", (desktop) -> desktop.debug().logs(),
						(desktop) -> desktop.debug().logs()),
				call("GET /desktop/debug/processes", "{\"processes\":[]}", (desktop) -> desktop.debug().processes(),
						(desktop) -> desktop.debug().processes()));
	}

	private static Call<DesktopOperations, ReactiveDesktopOperations> call(String request, String reply,
			Consumer<DesktopOperations> blocking, Function<ReactiveDesktopOperations, Publisher<?>> reactive) {
		return new Call<>(request, reply, blocking, reactive);
	}

}

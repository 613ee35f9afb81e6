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

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import ai.hopx.client.HopxValidationException;
import ai.hopx.client.desktop.MouseButton;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.desktop.RecordingOptions;
import ai.hopx.client.desktop.RecordingQuality;
import ai.hopx.client.desktop.ScrollDirection;
import ai.hopx.client.desktop.VncOptions;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.VideoFormat;
import ai.hopx.client.model.WindowId;
import ai.hopx.client.testsupport.HopxWire;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.test.StepVerifier;

import static ai.hopx.client.model.ScreenPoint.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What makes no sense on a desktop is refused by name, before anything is sent.
 */
class DesktopArgumentsTests {

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	static Stream<Arguments> refused() {
		ReactiveDesktopOperations desktop = Wire.sandbox(wire).desktop();
		return Stream.of(arguments("'point.x'", desktop.mouse().click(at(-1, 0))),
				arguments("'point.y'", desktop.mouse().move(at(0, -1))),
				arguments("'point'", desktop.mouse().doubleClick(null)),
				arguments("'button'", desktop.mouse().click(at(0, 0), null, 1)),
				arguments("'clicks'", desktop.mouse().click(at(0, 0), MouseButton.LEFT, 0)),
				arguments("'from.x'", desktop.mouse().drag(at(-1, 0), at(0, 0))),
				arguments("'to.y'", desktop.mouse().dragAndDrop(at(0, 0), at(0, -1))),
				arguments("'amount'", desktop.mouse().scroll(ScrollDirection.UP, -1)),
				arguments("'direction'", desktop.mouse().scroll(null, 1)),
				arguments("'text'", desktop.keyboard().type("")), arguments("'text'", desktop.keyboard().type("a\0b")),
				arguments("'delay'", desktop.keyboard().type("a", Duration.ZERO)),
				arguments("'key'", desktop.keyboard().press(" ")), arguments("'key'", desktop.keyboard().press("a\n")),
				arguments("'modifiers'", desktop.keyboard().combination(List.of(), "a")),
				arguments("'modifiers'", desktop.keyboard().hotkey(Arrays.asList("ctrl", null), "a")),
				arguments("'modifiers'", desktop.keyboard().hotkey(null, "a")),
				arguments("'text'", desktop.clipboard().set(null)),
				arguments("window id", desktop.windows().focus(WindowId.of("../a"))),
				arguments("window id", desktop.windows().capture(WindowId.of("a b"))),
				arguments("'id'", desktop.windows().close(null)),
				arguments("'width'", desktop.windows().resize(WindowId.of(1), 0, 1)),
				arguments("'height'", desktop.windows().resize(WindowId.of(1), 1, 0)),
				arguments("'width'", desktop.display().resolution(0, 1)),
				arguments("'height'", desktop.display().resolution(1, -1)),
				arguments("'region.x'", desktop.screen().screenshot(new ScreenRegion(-1, 0, 1, 1))),
				arguments("'region.height'", desktop.screen().ocr(new ScreenRegion(0, 0, 1, 0))),
				arguments("'language'", desktop.screen().ocr(new ScreenRegion(0, 0, 1, 1), "")),
				arguments("'text'", desktop.screen().findElement(" ")),
				arguments("'text'", desktop.screen().bounds(null)),
				arguments("'timeout'", desktop.screen().waitFor("a", Duration.ofSeconds(-1))),
				arguments("recording id", desktop.recordings().stop("")),
				arguments("recording id", desktop.recordings().status("../a")),
				arguments("recording id", desktop.recordings().download("a/b")),
				arguments("recording id", desktop.recordings().download("a/b", Path.of("target", "never"))),
				arguments("'options'", desktop.recordings().start(null)),
				arguments("'options'", desktop.vnc().start(null)));
	}

	@ParameterizedTest
	@MethodSource
	void refused(String named, Publisher<?> call) {
		StepVerifier.create(call)
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxValidationException.class)
				.hasMessageContaining(named))
			.verify(EmbeddedServer.LIMIT);
		assertThat(wire.agentRequests()).isEmpty();
	}

	@Test
	void refusesOptionsThatMakeNoSense() {
		List<ThrowingCallable> options = new ArrayList<>();
		options.add(() -> VncOptions.defaults().display(-1));
		options.add(() -> VncOptions.defaults().password(""));
		options.add(() -> VncOptions.defaults().password("a\nb"));
		options.add(() -> RecordingOptions.defaults().fps(0));
		options.add(() -> RecordingOptions.defaults().format(new VideoFormat("")));
		options.add(() -> RecordingOptions.defaults().outputFile("a\0b"));
		options.add(() -> new MouseButton(""));
		options.add(() -> new ScrollDirection("\n"));
		options.add(() -> new RecordingQuality(null));
		options.forEach((option) -> assertThatExceptionOfType(HopxValidationException.class).isThrownBy(option));
	}

}

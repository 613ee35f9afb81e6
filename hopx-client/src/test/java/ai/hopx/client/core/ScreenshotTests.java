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

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.model.ImageFormat;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.Screenshot;
import ai.hopx.client.model.WindowId;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBufferUtils;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Images and videos of a screen: bytes stay bytes, and what is none is told.
 */
class ScreenshotTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final byte[] PIXEL = Base64.getDecoder().decode(DesktopWireCalls.PIXEL);

	private static final byte[] JPEG = { (byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16 };

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@TempDir
	Path folder;

	@Test
	void readsBytes() {
		Wire.answer(wire.agent(), aResponse().withHeader("Content-Type", "text/plain").withBody(PIXEL));
		Flux<Screenshot> images = Flux.concat(desktop().screen().screenshot(),
				desktop().screen().screenshot(new ScreenRegion(0, 0, 1, 1)), desktop().windows().capture(),
				desktop().windows().capture(WindowId.of(7)));
		StepVerifier.create(images)
			.assertNext(ScreenshotTests::isThePixel)
			.assertNext(ScreenshotTests::isThePixel)
			.assertNext(ScreenshotTests::isThePixel)
			.assertNext(ScreenshotTests::isThePixel)
			.expectComplete()
			.verify(LIMIT);
		assertThat(wire.agentRequests()).hasSize(4)
			.allSatisfy((request) -> assertThat(String.valueOf(request.getHeader("Accept"))).doesNotContain("json"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "data:image/png;base64," })
	void readsBase64(String prefix) {
		Wire.answer(wire.agent(), "{\"image\":\"%s\",\"format\":\"png\",\"width\":9,\"height\":9}"
			.formatted(prefix + DesktopWireCalls.PIXEL));
		StepVerifier.create(desktop().screen().screenshot())
			// The image knows its size better than its label
			.assertNext(ScreenshotTests::isThePixel)
			.expectComplete()
			.verify(LIMIT);
	}

	@Test
	void readsJpeg() {
		Screenshot bytes = Screenshot.read(JPEG);
		assertThat(bytes.format()).isEqualTo(ImageFormat.JPEG);
		assertThat(bytes.width()).isNull();
		Screenshot json = Screenshot
			.read("{\"image\":\"%s\",\"width\":3,\"height\":4}".formatted(Base64.getEncoder().encodeToString(JPEG))
				.getBytes(StandardCharsets.UTF_8));
		assertThat(json.width()).isEqualTo(3);
		assertThat(json.height()).isEqualTo(4);
		assertThat(json.bytes()).isEqualTo(JPEG);
	}

	@Test
	void cannotBeChanged() {
		Screenshot image = Screenshot.read(PIXEL.clone());
		image.bytes()[0] = 0;
		assertThat(image.bytes()).isEqualTo(PIXEL);
		assertThat(image.toString()).isEqualTo("Screenshot[format=png, width=1, height=1, length=70]");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "[]", "{\"image\":null}", "{\"image\":\"\"}", "{\"image\":\"%%%\"}",
			"{\"image\":\"aHVudGVyMg==\"}", "{\"image\":5}", "hunter2 is no image", "\u0089PNG" })
	void refusesWhatIsNoImage(String reply) {
		Wire.answer(wire.agent(), aResponse().withHeader("Content-Type", "image/png").withBody(reply));
		StepVerifier.create(desktop().screen().screenshot())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageStartingWith("The reply to GET /desktop/screenshot is no image: ")
				.hasMessageEndingWith("(sandbox " + Wire.ID + ")")
				.hasMessageNotContaining("hunter2"))
			.verify(LIMIT);
	}

	@Test
	void refusesTheSmallNothingOfDeployedAgents() {
		byte[] nothing = new byte[152];
		assertThatIllegalArgumentException().isThrownBy(() -> Screenshot.read(nothing))
			.withMessage("its 152 bytes are neither PNG nor JPEG nor JSON");
		assertThatIllegalArgumentException().isThrownBy(() -> Screenshot.read(Arrays.copyOf(PIXEL, 12)))
			.withMessageContaining("12 bytes");
	}

	@Test
	void refusesMoreThanFitsIntoMemory() {
		Wire.answer(wire.agent(), aResponse().withBody(new byte[600 * 1024]));
		StepVerifier.create(desktop().screen().screenshot())
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("hopx.http.max-in-memory-size"))
			.verify(LIMIT);
	}

	@ParameterizedTest
	@ValueSource(ints = { 404, 405 })
	void asksByTheOtherVerbWhereThereIsNoGet(int status) {
		Wire.answer(wire.agent(), "GET /desktop/screenshot", aResponse().withStatus(status));
		Wire.answer(wire.agent(), "POST /desktop/screenshot", aResponse().withBody(PIXEL));
		StepVerifier.create(desktop().screen().screenshot())
			.assertNext(ScreenshotTests::isThePixel)
			.expectComplete()
			.verify(LIMIT);
		assertThat(Wire.requests(wire.agentRequests())).containsExactly("GET /desktop/screenshot",
				"POST /desktop/screenshot {}");
	}

	@Test
	void downloadsARecording() {
		byte[] video = new byte[300_000];
		new Random(1).nextBytes(video);
		Wire.answer(wire.agent(), "GET /desktop/recording/download?id=rec_1", aResponse().withBody(video));
		Path target = this.folder.resolve("a.mp4");
		new BlockingSandbox(Wire.sandbox(wire)).desktop().recordings().download("rec_1", target);
		assertThat(target).hasBinaryContent(video);
		StepVerifier.create(DataBufferUtils.join(desktop().recordings().download("rec_1"))).assertNext((buffer) -> {
			assertThat(buffer.readableByteCount()).isEqualTo(video.length);
			DataBufferUtils.release(buffer);
		}).expectComplete().verify(LIMIT);
		assertThat(this.folder).isDirectoryContaining("glob:**/a.mp4");
	}

	@Test
	void takesNoStubForARecording() {
		Wire.answer(wire.agent(), "{\"agent\":\"vm-agent\",\"status\":\"running\"}");
		Path target = this.folder.resolve("a.mp4");
		StepVerifier.create(desktop().recordings().download("rec_1", target))
			.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(UnexpectedResponseException.class)
				.hasMessageContaining("GET /desktop/recording/download is no video"))
			.verify(LIMIT);
		assertThat(this.folder).isEmptyDirectory();
	}

	private static void isThePixel(Screenshot image) {
		assertThat(image.bytes()).isEqualTo(PIXEL);
		assertThat(image.format()).isEqualTo(ImageFormat.PNG);
		assertThat(image.width()).isEqualTo(1);
		assertThat(image.height()).isEqualTo(1);
	}

	private static ReactiveDesktopOperations desktop() {
		return Wire.sandbox(wire).desktop();
	}

}

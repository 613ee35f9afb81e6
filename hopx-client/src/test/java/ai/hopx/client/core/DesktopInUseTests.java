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
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;

import javax.imageio.ImageIO;

import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.desktop.RecordingOptions;
import ai.hopx.client.model.DesktopWindow;
import ai.hopx.client.model.DisplayInfo;
import ai.hopx.client.model.RecordingInfo;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.Screenshot;
import ai.hopx.client.model.VncInfo;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A desktop that is really there, used through {@link HopxTemplate} as by a program that
 * works in place of a person.
 */
@EnabledIf(value = "ai.hopx.client.core.UsedDesktop#isInstalled",
		disabledReason = "docs/embedded.md has the packages of a desktop")
class DesktopInUseTests {

	@RegisterExtension
	static final UsedDesktop used = new UsedDesktop();

	private static final Path PICTURE = Path.of("..", "docs", "desktop.png");

	private final DesktopOperations desktop = used.desktop();

	/**
	 * The lines that docs/desktop.md shows.
	 */
	@Test
	void aWindowIsTypedIntoAndRead(@TempDir Path folder) throws IOException {
		Sandbox sandbox = used.sandbox();
		DesktopOperations desktop = sandbox.desktop();
		sandbox.commands().start("xterm -fa Monospace -fs 20 -title Notes");
		desktop.screen().waitFor("Notes", Duration.ofSeconds(10)).orElseThrow();
		desktop.keyboard().type("echo Hello from a sandbox\n");
		desktop.screen().waitFor("Hello", Duration.ofSeconds(10)).orElseThrow();
		Path picture = Files.write(folder.resolve("desktop.png"), desktop.screen().screenshot().bytes());
		assertThat(desktop.screen().ocr(used.wholeScreen())).contains("from a sandbox");
		if (Boolean.getBoolean("hopx.docs.update")) {
			Files.copy(picture, PICTURE, StandardCopyOption.REPLACE_EXISTING);
		}
		assertThat(ImageIO.read(PICTURE.toFile()).getWidth()).isEqualTo(ImageIO.read(picture.toFile()).getWidth());
	}

	@Test
	void screenshotsAreOfTheSizeThatIsAskedFor() throws IOException {
		DisplayInfo display = this.desktop.display().info();
		BufferedImage whole = UsedDesktop.image(this.desktop.screen().screenshot());
		assertThat(whole.getWidth()).isEqualTo(display.width());
		assertThat(whole.getHeight()).isEqualTo(display.height());
		BufferedImage part = UsedDesktop.image(this.desktop.screen().screenshot(new ScreenRegion(10, 20, 300, 200)));
		assertThat(part.getWidth()).isEqualTo(300);
		assertThat(part.getHeight()).isEqualTo(200);
		for (int x = 0; x < 300; x += 50) {
			assertThat(part.getRGB(x, 100)).isEqualTo(whole.getRGB(10 + x, 120));
		}
	}

	@Test
	void textIsCopiedThroughTheClipboard() {
		used.open("Copies");
		this.desktop.clipboard().set("echo Copied text");
		assertThat(this.desktop.clipboard().get()).isEqualTo("echo Copied text");
		this.desktop.keyboard().combination(List.of("ctrl", "shift"), "v");
		this.desktop.keyboard().press("Return");
		UsedDesktop.await()
			.untilAsserted(() -> assertThat(this.desktop.screen().ocr(used.wholeScreen())).contains("\nCopied text"));
		assertThat(this.desktop.clipboard().history()).contains("echo Copied text");
	}

	@Test
	void aWindowIsResizedAndClosed() {
		DesktopWindow window = used.open("Sizes");
		this.desktop.windows().resize(window.id(), 500, 300);
		UsedDesktop.await().untilAsserted(() -> {
			DesktopWindow resized = used.window("Sizes");
			assertThat(resized).isNotNull();
			// A terminal is as wide as whole letters
			assertThat(resized.width()).isBetween(470, 500);
			assertThat(resized.height()).isBetween(260, 300);
		});
		this.desktop.windows().close(window.id());
		UsedDesktop.await().untilAsserted(() -> assertThat(used.window("Sizes")).isNull());
	}

	@Test
	void whatHappensIsRecorded(@TempDir Path folder) throws Exception {
		RecordingInfo recording = this.desktop.recordings().start(RecordingOptions.defaults().fps(10));
		assertThat(recording.isRecording()).isTrue();
		UsedDesktop.await().until(() -> longEnough(this.desktop.recordings().status()));
		RecordingInfo stopped = this.desktop.recordings().stop();
		Path file = folder.resolve("recording.mp4");
		this.desktop.recordings().download(stopped.recordingId(), file);
		Process ffprobe = new ProcessBuilder("ffprobe", "-v", "error", "-show_entries",
				"stream=codec_type:format=duration", "-of", "default=noprint_wrappers=1", file.toString())
			.redirectErrorStream(true)
			.start();
		String said = new String(ffprobe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(ffprobe.waitFor()).as(said).isZero();
		assertThat(said).contains("codec_type=video").containsPattern("duration=[2-9]\\.");
	}

	private static boolean longEnough(RecordingInfo recording) {
		Duration duration = recording.duration();
		return duration != null && duration.compareTo(Duration.ofMillis(2200)) > 0;
	}

	@Test
	void peopleWatchThroughVnc() throws IOException {
		VncInfo vnc = this.desktop.vnc().start();
		URI url = vnc.url();
		assertThat(url).isNotNull().hasScheme("vnc");
		assertThat(this.desktop.vnc().url()).hasValue(url);
		try (Socket socket = new Socket(url.getHost(), url.getPort())) {
			socket.setSoTimeout(Math.toIntExact(EmbeddedServer.LIMIT.toMillis()));
			byte[] greeting = socket.getInputStream().readNBytes(12);
			assertThat(new String(greeting, StandardCharsets.US_ASCII)).isEqualTo("RFB 003.008\n");
		}
		this.desktop.vnc().stop();
		assertThat(this.desktop.vnc().status().running()).isFalse();
	}

}

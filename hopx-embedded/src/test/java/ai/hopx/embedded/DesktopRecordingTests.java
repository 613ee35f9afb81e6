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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Videos of a desktop.
 */
@EnabledIfInstalled({ "Xvfb:xvfb", "xdotool", "ffmpeg", "ffprobe:ffmpeg" })
class DesktopRecordingTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	@TempDir
	private Path folder;

	private TestDesktop desktop;

	@BeforeEach
	void create() {
		this.desktop = TestDesktop.create(server.hopx());
	}

	@Test
	void recordsTwoSeconds() throws Exception {
		JsonNode started = this.desktop.act("/recording/start", Map.of("fps", 10, "format", "mp4", "quality", "high"));
		String id = started.path("recording_id").asString();
		assertThat(started.path("status").asString()).isEqualTo("recording");
		assertThat(started.path("recording").asBoolean()).isTrue();
		assertThat(started.path("end_time").isNull()).isTrue();
		assertThat(this.desktop.get("/recording/download?id=" + id).status()).isEqualTo(409);
		assertThat(this.desktop.post("/recording/start", Map.of()).status()).isEqualTo(409);
		await().atMost(TestDesktop.PATIENCE)
			.until(() -> this.desktop.look("/recording/status").path("duration").asDouble() >= 2);
		JsonNode stopped = this.desktop.act("/recording/stop", Map.of());
		assertThat(stopped.path("recording_id").asString()).isEqualTo(id);
		assertThat(stopped.path("status").asString()).isEqualTo("stopped");
		assertThat(stopped.path("recording").asBoolean()).isFalse();
		assertThat(stopped.path("duration").asDouble()).isBetween(2.0, 8.0);
		assertThat(this.desktop.act("/recording/stop", Map.of("recording_id", id))).isEqualTo(stopped);
		Reply video = this.desktop.get("/recording/download?id=" + id);
		assertThat(video.header("Content-Type")).isEqualTo("video/mp4");
		assertThat(video.bytes().length).isEqualTo(stopped.path("file_size").asInt());
		Properties found = probe(video.bytes());
		assertThat(found.getProperty("codec_name")).isEqualTo("h264");
		assertThat(found.getProperty("width")).isEqualTo("1280");
		assertThat(found.getProperty("height")).isEqualTo("720");
		assertThat(Double.parseDouble(found.getProperty("duration"))).isBetween(1.5, 8.0);
	}

	@Test
	void recordsIntoAFileThatIsAskedFor() throws Exception {
		JsonNode started = this.desktop.act("/recording/start", Map.of("output_file", "films/-one.webm"));
		assertThat(started.path("format").asString()).isEqualTo("webm");
		assertThat(started.path("file_path").asString()).isEqualTo("/workspace/films/-one.webm");
		await().atMost(TestDesktop.PATIENCE)
			.until(() -> this.desktop.look("/recording/status").path("duration").asDouble() >= 0.5);
		this.desktop.act("/recording/stop", Map.of());
		Reply video = this.desktop.get("/recording/" + started.path("recording_id").asString() + "/download");
		assertThat(video.header("Content-Type")).isEqualTo("video/webm");
		assertThat(probe(video.bytes()).getProperty("codec_name")).isEqualTo("vp8");
		assertThat(this.desktop.sandbox().agent().get("/files/download?path=/workspace/films/-one.webm").bytes())
			.isEqualTo(video.bytes());
	}

	@Test
	void failsWhenTheRecorderIsKilled() {
		String id = this.desktop.act("/recording/start", Map.of()).path("recording_id").asString();
		assertThat(
				this.desktop.sandbox().run("bash", "pkill -KILL ffmpeg || kill -9 $(pidof ffmpeg)").text("exit_code"))
			.isEqualTo("0");
		await().atMost(TestDesktop.PATIENCE)
			.until(() -> "failed".equals(this.desktop.look("/recording/status?id=" + id).path("status").asString()));
		assertThat(this.desktop.get("/recording/download?id=" + id).status()).isEqualTo(409);
		this.desktop.act("/recording/start", Map.of("fps", 1));
		assertThat(this.desktop.act("/recording/stop", Map.of()).path("status").asString()).isEqualTo("stopped");
	}

	@Test
	void knowsNoOthers() {
		assertThat(this.desktop.get("/recording/status").status()).isEqualTo(404);
		assertThat(this.desktop.post("/recording/stop", Map.of()).status()).isEqualTo(404);
		assertThat(this.desktop.get("/recording/rec_1/download").status()).isEqualTo(404);
		for (Map<String, ?> wrong : List.of(Map.<String, Object>of("fps", 0), Map.of("fps", 31),
				Map.of("format", "gif"), Map.of("quality", "best"), Map.of("output_file", "/etc/a.mp4"),
				Map.of("output_file", "../a.mp4"), Map.of("output_file", "/workspace"))) {
			Reply reply = this.desktop.post("/recording/start", wrong);
			assertThat(reply.status()).as(wrong::toString).isEqualTo(400);
			assertThat(reply.text("error")).contains("'" + wrong.keySet().iterator().next() + "'");
		}
	}

	private Properties probe(byte[] video) throws IOException, InterruptedException {
		Path file = Files.write(this.folder.resolve("video"), video);
		Process probe = new ProcessBuilder("ffprobe", "-v", "error", "-show_entries",
				"stream=codec_name,width,height:format=duration", "-of", "default=noprint_wrappers=1", file.toString())
			.redirectErrorStream(true)
			.start();
		String answer = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(probe.waitFor()).as(answer).isZero();
		Properties found = new Properties();
		answer.lines().forEach((line) -> found.setProperty(line.split("=")[0], line.split("=")[1]));
		return found;
	}

}

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
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;

import javax.imageio.ImageIO;

import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox with a desktop.
 *
 * @param sandbox the sandbox
 */
record TestDesktop(TestSandbox sandbox) {

	static final Duration PATIENCE = Duration.ofSeconds(20);

	static TestDesktop create(EmbeddedHopx hopx, Map<String, Object> extra) {
		TestDesktop desktop = new TestDesktop(TestSandbox.create(hopx, extra));
		assertThat(desktop.get("/display").status()).isEqualTo(200);
		return desktop;
	}

	static TestDesktop create(EmbeddedHopx hopx) {
		return create(hopx, Map.of("template_name", "desktop"));
	}

	Reply get(String path) {
		return this.sandbox.agent().get("/desktop" + path);
	}

	Reply post(String path, Object body) {
		return this.sandbox.agent().post("/desktop" + path, body);
	}

	/**
	 * Do something that has to work.
	 */
	JsonNode act(String path, Object body) {
		Reply reply = post(path, body);
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		return reply.json();
	}

	JsonNode look(String path) {
		Reply reply = get(path);
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		return reply.json();
	}

	/**
	 * Open a terminal of 60 by 10 characters that has the keyboard.
	 */
	JsonNode openTerminal() {
		Reply started = this.sandbox.agent()
			.post("/commands/background",
					Map.of("command", "exec xterm -title Letterbox -geometry 60x10+40+40 -e bash --norc"));
		assertThat(started.status()).as(started::toString).isBetween(200, 202);
		return Awaitility.await()
			.atMost(PATIENCE)
			.until(() -> window("Letterbox"), (window) -> window.path("is_active").asBoolean(false));
	}

	JsonNode window(String title) {
		for (JsonNode window : look("/windows/list").path("windows")) {
			if (title.equals(window.path("title").asString())) {
				return window;
			}
		}
		return Http.JSON.createObjectNode();
	}

	static BufferedImage image(Reply reply) {
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		assertThat(reply.header("Content-Type")).isEqualTo("image/png");
		return image(reply.bytes());
	}

	static BufferedImage image(byte[] png) {
		try {
			BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
			assertThat(image).isNotNull();
			return image;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

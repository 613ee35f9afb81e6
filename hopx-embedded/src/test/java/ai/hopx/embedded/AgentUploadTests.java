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

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class AgentUploadTests {

	private static final byte[] CONTENT = "some\r\n--bytes\u0000".getBytes(StandardCharsets.UTF_8);

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private final Http agent = this.sandbox.agent();

	@Test
	void pathBeforeTheFile() {
		Reply reply = new Multipart().field("path", "/workspace/deep/a.bin")
			.file("file", "b.bin", CONTENT)
			.postTo(this.agent, "/files/upload");
		assertUploaded(reply, "/workspace/deep/a.bin");
	}

	@Test
	void pathAfterTheFile() {
		Reply reply = new Multipart().file("file", "b.bin", CONTENT)
			.field("path", "/workspace/deep/a.bin")
			.postTo(this.agent, "/files/upload");
		assertUploaded(reply, "/workspace/deep/a.bin");
		assertThat(exists("/workspace/b.bin")).isFalse();
	}

	@Test
	void pathInTheQuery() {
		Reply reply = new Multipart().file("file", "b.bin", CONTENT)
			.postTo(this.agent, "/files/upload?path=/tmp/c.bin");
		assertUploaded(reply, "/tmp/c.bin");
	}

	@Test
	void theFormWinsOverTheQuery() {
		Reply reply = new Multipart().file("file", "b.bin", CONTENT)
			.field("path", "/tmp/form.bin")
			.postTo(this.agent, "/files/upload?path=/tmp/query.bin");
		assertUploaded(reply, "/tmp/form.bin");
		assertThat(exists("/tmp/query.bin")).isFalse();
	}

	@Test
	void withoutAPathTheFilesOwnNameCounts() {
		Reply reply = new Multipart().field("other", "x")
			.file("file", "b.bin", CONTENT)
			.postTo(this.agent, "/files/upload");
		assertUploaded(reply, "/workspace/b.bin");
	}

	@Test
	void aPathThatEndsWithASlashIsAFolder() {
		Reply reply = new Multipart().field("path", "/workspace/in/")
			.file("file", "b.bin", CONTENT)
			.postTo(this.agent, "/files/upload");
		assertUploaded(reply, "/workspace/in/b.bin");
	}

	@ParameterizedTest
	@ValueSource(strings = { "../../etc/evil", "/etc/evil", "a/b/evil" })
	void theFilesOwnNameLeadsNowhere(String filename) {
		Reply reply = new Multipart().file("file", filename, CONTENT).postTo(this.agent, "/files/upload");
		assertUploaded(reply, "/workspace/evil");
	}

	@Test
	void aFilePartWithoutANameCounts() {
		Reply reply = new Multipart().field("file", "text")
			.field("path", "/workspace/t.txt")
			.postTo(this.agent, "/files/upload");
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		assertThat(this.agent.get("/files/read?path=/workspace/t.txt").text("content")).isEqualTo("text");
	}

	@Test
	void anEmptyFileIsAFile() {
		Reply reply = new Multipart().file("file", "empty", new byte[0]).postTo(this.agent, "/files/upload");
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		assertThat(reply.json().path("size").intValue()).isZero();
		assertThat(exists("/workspace/empty")).isTrue();
	}

	@Test
	void anExistingFileIsReplaced() {
		for (int i = 0; i < 2; i++) {
			Reply reply = new Multipart().file("file", "b.bin", CONTENT).postTo(this.agent, "/files/upload");
			assertUploaded(reply, "/workspace/b.bin");
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void thereIsNoWayOut(boolean pathFirst) {
		Multipart form = new Multipart();
		if (pathFirst) {
			form.field("path", "/etc/evil").file("file", "b.bin", new byte[3_000_000]);
		}
		else {
			form.file("file", "b.bin", new byte[3_000_000]).field("path", "/etc/evil");
		}
		Reply reply = form.postTo(this.agent, "/files/upload");
		assertThat(reply.status()).as(reply::toString).isEqualTo(403);
		assertThat(reply.text("code")).isEqualTo("PATH_NOT_ALLOWED");
		assertNothingStaged();
	}

	@Test
	void aFormWithoutAFileIsRefused() {
		Reply reply = new Multipart().field("path", "/workspace/a").postTo(this.agent, "/files/upload");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("code")).isEqualTo("MISSING_PARAMETER");
		assertThat(exists("/workspace/a")).isFalse();
	}

	@Test
	void aSecondFileIsRefused() {
		Reply reply = new Multipart().file("file", "a", CONTENT)
			.file("file", "b", CONTENT)
			.postTo(this.agent, "/files/upload");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("error")).contains("one file");
		assertNothingStaged();
	}

	@Test
	void whatIsNoFormIsRefused() {
		Reply reply = this.agent.post("/files/upload", Map.of("path", "/workspace/a"));
		assertThat(reply.status()).isEqualTo(415);
		Reply broken = this.agent.with("Content-Type", "multipart/form-data; boundary=x")
			.send("POST", "/files/upload", BodyPublishers.ofString("no form at all"));
		assertThat(broken.status()).as(broken::toString).isEqualTo(400);
	}

	@Test
	void manyBytesArriveAsTheyWere() {
		byte[] bytes = new byte[5_000_001];
		new Random(7).nextBytes(bytes);
		Reply reply = new Multipart().file("file", "random", bytes)
			.field("path", "/tmp/random")
			.postTo(this.agent, "/files/upload");
		assertThat(reply.json().path("size").intValue()).isEqualTo(bytes.length);
		assertThat(Digests.sha256(this.agent.get("/files/download?path=/tmp/random").bytes()))
			.isEqualTo(Digests.sha256(bytes));
	}

	private void assertUploaded(Reply reply, String path) {
		assertThat(reply.status()).as(reply::toString).isEqualTo(200);
		assertThat(reply.json().path("success").booleanValue()).isTrue();
		assertThat(reply.text("path")).isEqualTo(path);
		assertThat(reply.json().path("size").intValue()).isEqualTo(CONTENT.length);
		assertThat(this.agent.get("/files/download?path=" + path).bytes()).isEqualTo(CONTENT);
		assertNothingStaged();
	}

	private void assertNothingStaged() {
		assertThat(this.agent.get("/files/list?path=/tmp").json().path("files").findValuesAsString("name"))
			.noneMatch((name) -> name.startsWith(".upload"));
	}

	private boolean exists(String path) {
		return this.agent.get("/files/exists?path=" + path).json().path("exists").booleanValue();
	}

}

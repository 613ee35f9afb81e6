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

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ContentDisposition;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

class AgentFileTests {

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final TestSandbox sandbox = server.sandbox();

	private final Http agent = this.sandbox.agent();

	@Test
	void writesAndReadsText() {
		Reply written = write("/workspace/deep/down/grüße.txt", "schön\n");
		assertThat(written.status()).as(written::toString).isEqualTo(200);
		assertThat(written.json().path("success").booleanValue()).isTrue();
		assertThat(written.text("path")).isEqualTo("/workspace/deep/down/grüße.txt");
		assertThat(written.json().path("size").intValue()).isEqualTo(7);
		assertThat(written.text("message")).isNotBlank();
		assertThat(written.text("timestamp")).endsWith("Z");
		JsonNode read = this.agent.get("/files/read?path=/workspace/deep/down/gr%C3%BC%C3%9Fe.txt").json();
		assertThat(read.path("content").stringValue()).isEqualTo("schön\n");
		assertThat(read.path("size").intValue()).isEqualTo(7);
		assertThat(this.sandbox.run("bash", "cat deep/down/grüße.txt").text("stdout")).isEqualTo("schön\n");
	}

	@Test
	void relativePathsAreBelowTheWorkspace() {
		write("notes.txt", "x");
		assertThat(exists("/workspace/notes.txt")).isTrue();
	}

	@Test
	void decodesBase64() {
		byte[] bytes = { 0, 1, (byte) 0xff, (byte) 0xfe, '\n' };
		Reply reply = this.agent.post("/files/write", Map.of("path", "/tmp/b.bin", "content",
				Base64.getEncoder().encodeToString(bytes), "encoding", "base64"));
		assertThat(reply.json().path("size").intValue()).isEqualTo(5);
		assertThat(this.agent.get("/files/download?path=/tmp/b.bin").bytes()).isEqualTo(bytes);
	}

	@Test
	void bytesThatAreNoTextDoNotBreakTheReading() {
		this.sandbox.run("bash", "printf 'a\\xffb' > odd");
		JsonNode json = this.agent.get("/files/read?path=/workspace/odd").json();
		assertThat(json.path("content").stringValue()).isEqualTo("a\ufffdb");
		assertThat(json.path("size").intValue()).isEqualTo(3);
	}

	@Test
	void keepsAnExistingFileWhereAsked() {
		write("/workspace/a", "1");
		Map<String, Object> second = new HashMap<>(Map.of("path", "/workspace/a", "content", "2", "overwrite", false));
		Reply refused = this.agent.post("/files/write", second);
		assertThat(refused.status()).isEqualTo(409);
		assertThat(refused.text("code")).isEqualTo("FILE_ALREADY_EXISTS");
		second.remove("overwrite");
		assertThat(this.agent.post("/files/write", second).status()).isEqualTo(200);
		assertThat(this.agent.get("/files/read?path=/workspace/a").text("content")).isEqualTo("2");
	}

	@Test
	void givesTheFileItsMode() {
		this.agent.post("/files/write", Map.of("path", "/workspace/run.sh", "content", "echo hi", "mode", "0755"));
		assertThat(this.sandbox.run("bash", "./run.sh").text("stdout")).isEqualTo("hi\n");
	}

	@Test
	void listsUnderAllNamesThatClientsRead() {
		write("/workspace/a.txt", "12345");
		this.agent.post("/files/mkdir", Map.of("path", "/workspace/folder"));
		JsonNode json = this.agent.get("/files/list").json();
		assertThat(json.path("path").stringValue()).isEqualTo("/workspace");
		assertThat(json.path("count").intValue()).isEqualTo(2);
		JsonNode file = entry(json, "a.txt");
		assertThat(file.path("path").stringValue()).isEqualTo("/workspace/a.txt");
		assertThat(file.path("size").intValue()).isEqualTo(5);
		assertThat(file.path("is_directory").booleanValue()).isFalse();
		assertThat(file.path("is_dir").booleanValue()).isFalse();
		assertThat(file.path("permissions").stringValue()).startsWith("-rw");
		assertThat(file.path("mode").stringValue()).matches("0[0-7]{3}");
		assertThat(file.path("modified_time").stringValue()).endsWith("Z")
			.isEqualTo(file.path("modified").stringValue());
		JsonNode folder = entry(json, "folder");
		assertThat(folder.path("is_directory").booleanValue()).isTrue();
		assertThat(folder.path("is_dir").booleanValue()).isTrue();
		assertThat(folder.path("permissions").stringValue()).startsWith("d");
	}

	private static JsonNode entry(JsonNode json, String name) {
		List<JsonNode> entries = StreamSupport.stream(json.path("files").spliterator(), false)
			.filter((file) -> name.equals(file.path("name").stringValue()))
			.toList();
		assertThat(entries).hasSize(1);
		return entries.get(0);
	}

	@Test
	void missingFolderIsAFolderNotFound() {
		Reply reply = this.agent.get("/files/list?path=/workspace/none");
		assertThat(reply.status()).isEqualTo(404);
		assertThat(reply.text("code")).isEqualTo("DIRECTORY_NOT_FOUND");
	}

	@Test
	void makesFoldersWithTheirParentsAndRemovesThemWithAllInThem() {
		assertThat(this.agent.post("/files/mkdir", Map.of("path", "/tmp/a/b/c", "parents", true)).status())
			.isEqualTo(200);
		write("/tmp/a/b/c/file", "");
		assertThat(exists("/tmp/a/b/c/file")).isTrue();
		Reply removed = this.agent.delete("/files/remove?path=/tmp/a");
		assertThat(removed.status()).isEqualTo(200);
		assertThat(removed.json().path("success").booleanValue()).isTrue();
		assertThat(exists("/tmp/a")).isFalse();
		assertThat(this.agent.delete("/files/remove?path=/tmp/a").status()).isEqualTo(404);
	}

	@Test
	void removeHasAnAliasForOlderClients() {
		write("/tmp/a", "");
		assertThat(this.agent.post("/files/remove?path=/tmp/a").status()).isEqualTo(200);
		assertThat(exists("/tmp/a")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/etc/passwd", "/workspace/../etc/passwd", "../etc/passwd", "/proc/self/environ", "/" })
	void thereIsNoWayOut(String path) {
		String encoded = path.replace("/", "%2F");
		for (Reply reply : List.of(this.agent.get("/files/read?path=" + encoded),
				this.agent.get("/files/download?path=" + encoded), this.agent.get("/files/list?path=" + encoded),
				this.agent.delete("/files/remove?path=" + encoded), write(path, "x"),
				this.agent.post("/files/mkdir", Map.of("path", path)))) {
			assertThat(reply.status()).as(reply::toString).isEqualTo(403);
			assertThat(reply.text("code")).isEqualTo("PATH_NOT_ALLOWED");
		}
	}

	@Test
	void linksLeadNowhereElse() {
		this.sandbox.run("bash", "ln -s /etc/passwd out; ln -s /etc outdir");
		assertThat(this.agent.get("/files/read?path=/workspace/out").status()).isEqualTo(403);
		assertThat(write("/workspace/outdir/x", "x").status()).isEqualTo(403);
	}

	@Test
	void downloadsBytesWithLengthAndName() {
		this.sandbox.run("bash", "head -c 300000 /dev/urandom > 'a b.bin'; sha256sum < 'a b.bin' > sum");
		Reply reply = this.agent.get("/files/download?path=/workspace/a%20b.bin");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.header("Content-Type")).isEqualTo("application/octet-stream");
		assertThat(reply.header("Content-Length")).isEqualTo("300000");
		assertThat(ContentDisposition.parse(reply.header("Content-Disposition")).getFilename()).isEqualTo("a b.bin");
		assertThat(reply.bytes()).hasSize(300_000);
		assertThat(Digests.sha256(reply.bytes())).isEqualTo(sum());
	}

	private String sum() {
		return this.agent.get("/files/read?path=/workspace/sum").text("content").split(" ")[0];
	}

	@Test
	void anEmptyFileCanBeDownloaded() {
		write("/workspace/empty", "");
		Reply reply = this.agent.get("/files/download?path=/workspace/empty");
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.bytes()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "read", "download" })
	void aFolderIsNoFile(String call) {
		Reply reply = this.agent.get("/files/" + call + "?path=/workspace");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("code")).isEqualTo("INVALID_PATH");
		assertThat(reply.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void textTooLargeForOneAnswerIsRefused() {
		this.sandbox.run("bash", "truncate -s 40M large");
		Reply reply = this.agent.get("/files/read?path=/workspace/large");
		assertThat(reply.status()).isEqualTo(400);
		assertThat(reply.text("code")).isEqualTo("FILE_TOO_LARGE");
		assertThat(reply.text("error")).contains("/files/download");
	}

	@Test
	void aLargeJsonBodyIsTaken() {
		String content = "0123456789".repeat(1 << 20);
		assertThat(write("/workspace/ten", content).json().path("size").intValue()).isEqualTo(10 << 20);
		byte[] read = this.agent.get("/files/read?path=/workspace/ten")
			.text("content")
			.getBytes(StandardCharsets.US_ASCII);
		assertThat(Digests.sha256(read)).isEqualTo(Digests.sha256(content.getBytes(StandardCharsets.US_ASCII)));
	}

	private Reply write(String path, String content) {
		return this.agent.post("/files/write", Map.of("path", path, "content", content));
	}

	private boolean exists(String path) {
		Reply reply = this.agent.get("/files/exists?path=" + path);
		assertThat(reply.status()).isEqualTo(200);
		assertThat(reply.text("path")).isEqualTo(path);
		return reply.json().path("exists").booleanValue();
	}

}

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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * COPY steps: where files go, and archives that nobody should trust.
 */
class TemplateCopyTests {

	private static final String FILE = "entry('app.py', b'print(6*7)')\n";

	private static final String FOLDER = """
			entry('src', type=tarfile.DIRTYPE, mode=0o755)
			entry('src/one.txt', b'one', mode=0o600)
			entry('src/deep/two.txt', b'two')
			entry('src/link', type=tarfile.SYMTYPE, linkname='deep/two.txt')
			""";

	@RegisterExtension
	static final EmbeddedHopxExtension server = new EmbeddedHopxExtension();

	private final Http control = server.control();

	private final TemplateBuilder builder = new TemplateBuilder(this.control);

	@AfterEach
	void deleteTemplates() {
		this.builder.deleteAll();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			app.py    | /workspace/main.py | main.py
			app.py    | main.py            | main.py
			app.py    | /workspace/in/     | in/app.py
			src       | /workspace/in      | in/deep/two.txt in/link in/one.txt
			src/      | in                 | in/deep/two.txt in/link in/one.txt
			.         | /workspace/        | app.py src/deep/two.txt src/link src/one.txt
			src/*.txt | texts/             | texts/one.txt
			""")
	void filesGoWhereTheStepSays(String source, String target, String expected) {
		// Clients send what the source names, by its place in their folder
		String archive = switch (source) {
			case "app.py" -> FILE;
			case "." -> FILE + FOLDER;
			case "src/*.txt" -> "entry('src/one.txt', b'one')";
			default -> FOLDER;
		};
		copy(archive, source, target, Map.of());
		this.builder.step("RUN", "cd /workspace && find . ! -type d | sort | cut -c3- | tr '\\n' ' ' > /tmp/found")
			.step("RUN", "[ \"$(cat /tmp/found)\" = '" + expected + " ' ] || { cat /tmp/found; exit 1; }")
			.buildActive("copied");
	}

	@Test
	void sandboxesHaveTheFilesWithTheirContentAndPermissions() {
		copy(FOLDER, "src", "/workspace/in", Map.of());
		this.builder.buildActive("kept");
		try (TestSandbox sandbox = TestSandbox.create(server.hopx(), Map.of("template_name", "kept"))) {
			assertThat(
					sandbox.run("bash", "cat in/one.txt in/link; stat -c %a in/one.txt in/deep/two.txt").text("stdout"))
				.isEqualTo("onetwo600\n644\n");
		}
	}

	@Test
	void permissionsOfTheStepWin() {
		copy(FOLDER, "src", "/workspace/in", Map.of("permissions", "750", "owner", "www-data"));
		this.builder.step("RUN", "[ $(stat -c %a in/one.txt) = 750 ]").buildActive("allowed");
	}

	@ParameterizedTest
	@ValueSource(strings = { "entry('../out', b'x')", "entry('in/../../out', b'x')", "entry('/etc/out', b'x')",
			"entry('pipe', type=tarfile.FIFOTYPE)", "entry('device', type=tarfile.CHRTYPE, devmajor=1, devminor=3)",
			"entry('out', type=tarfile.SYMTYPE, linkname='/etc')",
			"entry('out', type=tarfile.SYMTYPE, linkname='../..')",
			"entry('hard', type=tarfile.LNKTYPE, linkname='/etc/passwd')" })
	void whatLeadsOutIsRefused(String python) {
		copy("entry('first', b'1')\n" + python, ".", "/workspace/", Map.of());
		assertThat(this.builder.buildFailed(this.builder.request("refused"))).contains("Refused");
	}

	@Test
	void aLinkIsNeverWrittenThrough() {
		// The link is made by the build's own code, the archive only follows it
		this.builder.step("RUN", "ln -s /tmp outside");
		copy("entry('outside/planted', b'x')", ".", "/workspace/", Map.of());
		assertThat(this.builder.buildFailed(this.builder.request("followed"))).contains("Refused", "outside");
	}

	@Test
	void anArchiveThatGrowsBeyondTheDiskIsRefused() {
		copy("info = tarfile.TarInfo('bomb')\ninfo.size = 3 << 30\narchive.addfile(info, open('/dev/zero', 'rb'))", ".",
				"/workspace/", Map.of());
		Map<String, Object> request = this.builder.request("bombed");
		request.put("diskGB", 1);
		assertThat(this.builder.buildFailed(request)).contains("1024 MiB");
	}

	@Test
	void whatIsNoArchiveFailsTheBuild() {
		String hash = UUID.randomUUID().toString();
		byte[] bytes = "no archive".getBytes();
		String url = this.control
			.post("/v1/templates/files/upload-link", Map.of("files_hash", hash, "content_length", bytes.length))
			.text("upload_url");
		assertThat(Http.put(url, bytes).status()).isEqualTo(200);
		this.builder.step(Map.of("type", "COPY", "args", List.of(".", "."), "filesHash", hash));
		assertThat(this.builder.buildFailed(this.builder.request("unreadable"))).contains("cannot be read");
	}

	private void copy(String python, String source, String target, Map<String, Object> more) {
		String hash = TestArchive.of(python).upload(this.control, UUID.randomUUID().toString());
		Map<String, Object> step = new HashMap<>(more);
		step.putAll(Map.of("type", "COPY", "args", List.of(source, target), "filesHash", hash));
		this.builder.step(step);
	}

}

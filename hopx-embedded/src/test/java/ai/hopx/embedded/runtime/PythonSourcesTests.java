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

package ai.hopx.embedded.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Python sources: their own tests, and that all of them reach a sandbox.
 */
class PythonSourcesTests {

	@ParameterizedTest
	@ValueSource(strings = { "test_supervisor.py", "test_cells.py" })
	void passTheirOwnTests(String name) throws Exception {
		Process tests = python(resource(name).toString());
		String output;
		try (InputStream content = tests.getInputStream()) {
			output = new String(content.readAllBytes(), StandardCharsets.UTF_8);
		}
		assertThat(tests.waitFor()).as(output).isZero();
		assertThat(output).contains("OK").doesNotContain("Ran 0 tests");
	}

	@Test
	void areAllLaidOut() throws Exception {
		Path sources = resource("probe.py").getParent();
		RuntimeFolder folder = RuntimeFolder.create();
		try (Stream<Path> files = Files.walk(sources)) {
			assertThat(files.filter((file) -> file.toString().endsWith(".py")).map(sources::relativize)).isNotEmpty()
				.allSatisfy((file) -> assertThat(folder.library().resolve(file)).isRegularFile());
		}
		finally {
			folder.delete();
		}
	}

	private static Process python(String script) throws IOException, URISyntaxException {
		ProcessBuilder builder = new ProcessBuilder("python3", "-B", script).redirectErrorStream(true);
		Map<String, String> environment = builder.environment();
		environment.put("HOPX_SOURCES", resource("probe.py").getParent().toString());
		return builder.start();
	}

	private static Path resource(String name) throws URISyntaxException {
		URL resource = PythonSourcesTests.class.getResource(name);
		assertThat(resource).as(name).isNotNull();
		return Path.of(resource.toURI());
	}

}

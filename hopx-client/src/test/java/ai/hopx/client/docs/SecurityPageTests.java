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

package ai.hopx.client.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code SECURITY.md} promises is shown by tests that exist.
 */
class SecurityPageTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern TEST = Pattern.compile("`(\\w+Tests)`");

	@Test
	void namesTestsThatThereAre() throws IOException {
		List<String> named = TEST.matcher(page()).results().map((test) -> test.group(1)).distinct().toList();
		assertThat(named).hasSizeGreaterThan(15).isSubsetOf(tests());
	}

	@Test
	void namesATestForEachPromise() throws IOException {
		String held = page().split("## What the client holds\n")[1].split("What is not held:\n")[0];
		assertThat(held.lines().filter((line) -> line.startsWith("* "))).hasSizeGreaterThan(10)
			.allSatisfy((line) -> assertThat(TEST.matcher(line).find()).as(line).isTrue());
	}

	private static String page() throws IOException {
		return Files.readString(ROOT.resolve("SECURITY.md"));
	}

	private static List<String> tests() throws IOException {
		try (Stream<Path> modules = Files.list(ROOT)) {
			return modules.map((module) -> module.resolve("src/test/java"))
				.filter(Files::isDirectory)
				.flatMap(SecurityPageTests::files)
				.map((file) -> file.getFileName().toString().replace(".java", ""))
				.toList();
		}
	}

	private static Stream<Path> files(Path folder) {
		try {
			return Files.walk(folder).filter((file) -> file.toString().endsWith("Tests.java"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

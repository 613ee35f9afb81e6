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

package ai.hopx.spring.boot.test.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the guide on testing shows is code of this package, which is compiled and run.
 */
class TestingGuideTests {

	private static final Path GUIDE = Path.of("..", "docs", "testing.md");

	private static final Path SOURCES = Path.of("src/test/java/ai/hopx/spring/boot/test/docs");

	@Test
	void everyJavaBlockIsInASource() throws IOException {
		List<String> sources;
		try (Stream<Path> files = Files.list(SOURCES)) {
			sources = files.map((file) -> withoutIndent(read(file))).toList();
		}
		assertThat(blocks("java")).hasSizeGreaterThan(3)
			.allSatisfy((block) -> assertThat(sources).anySatisfy((source) -> assertThat(source).contains(block)));
	}

	@Test
	void theDependencyIsThisModule() {
		assertThat(blocks("xml")).singleElement().asString().contains("<scope>test</scope>");
		String coordinates = blocks("xml").get(0)
			.lines()
			.filter((line) -> line.matches("<(groupId|artifactId|version)>.*"))
			.collect(Collectors.joining("\n"));
		String pom = withoutIndent(read(Path.of("pom.xml")));
		assertThat(coordinates.lines()).hasSize(3).allSatisfy((line) -> assertThat(pom).contains(line));
	}

	private static List<String> blocks(String language) {
		Pattern block = Pattern.compile("```" + language + "\\n(.*?)```", Pattern.DOTALL);
		return block.matcher(read(GUIDE)).results().map((result) -> withoutIndent(result.group(1))).toList();
	}

	private static String withoutIndent(String text) {
		return text.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}

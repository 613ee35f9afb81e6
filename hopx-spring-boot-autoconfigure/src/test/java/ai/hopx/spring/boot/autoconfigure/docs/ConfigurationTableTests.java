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

package ai.hopx.spring.boot.autoconfigure.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The README's table of properties is the one that the metadata makes. Run with
 * {@code -Dhopx.docs.update=true} to write it.
 */
class ConfigurationTableTests {

	private static final Path README = Path.of("..", "README.md");

	private static final String START = "<!-- configuration: generated from the metadata -->\n";

	private static final String END = "<!-- end of configuration -->\n";

	@Test
	void readmeShowsEveryKey() throws IOException {
		String readme = Files.readString(README);
		assertThat(readme).contains(START, END);
		int start = readme.indexOf(START) + START.length();
		int end = readme.indexOf(END);
		if (Boolean.getBoolean("hopx.docs.update")) {
			Files.writeString(README, readme.substring(0, start) + table() + readme.substring(end));
			readme = Files.readString(README);
			end = readme.indexOf(END);
		}
		assertThat(readme.substring(start, end)).as("renew with -Dhopx.docs.update=true").isEqualTo(table());
	}

	private static String table() {
		return ConfigurationKeys.all()
			.stream()
			.map(ConfigurationTableTests::row)
			.collect(Collectors.joining("", "| key | default | meaning |\n|---|---|---|\n", ""));
	}

	private static String row(ConfigurationKeys.Key key) {
		String defaultValue = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
		return "| `%s` | %s | %s |\n".formatted(key.name(), defaultValue, key.description().replace("|", "\\|"));
	}

}

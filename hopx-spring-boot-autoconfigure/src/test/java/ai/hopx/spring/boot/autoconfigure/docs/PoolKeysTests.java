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
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolProperties;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of a pool's keys, which are not in the metadata since their prefix is the
 * user's, is what the code says. Run with {@code -Dhopx.docs.update=true} to write it.
 */
class PoolKeysTests {

	private static final Path PAGE = Path.of("..", "docs", "pool.md");

	private static final Path SOURCE = Path.of("src", "main", "java", "ai", "hopx", "spring", "boot", "autoconfigure",
			"pool", "SandboxPoolProperties.java");

	private static final String START = "<!-- keys: generated from the code -->\n";

	private static final String END = "<!-- end of keys -->\n";

	private static final Pattern COMMENT = Pattern.compile("/\\*\\*(.*?)\\*/\\s+public record (\\w+)", Pattern.DOTALL);

	private static final Pattern PARAM = Pattern.compile("@param (\\w+) ([^@]+)");

	@Test
	void pageShowsEveryKey() throws IOException {
		String page = Files.readString(PAGE);
		int start = page.indexOf(START) + START.length();
		int end = page.indexOf(END);
		if (Boolean.getBoolean("hopx.docs.update")) {
			Files.writeString(PAGE, page.substring(0, start) + table() + page.substring(end));
			page = Files.readString(PAGE);
			end = page.indexOf(END);
		}
		assertThat(page.substring(start, end)).as("renew with -Dhopx.docs.update=true").isEqualTo(table());
	}

	private static String table() throws IOException {
		Map<String, String> rows = new LinkedHashMap<>();
		add("", SandboxPoolProperties.Pool.class, rows);
		return rows.values()
			.stream()
			.collect(Collectors.joining("", "| key | default | meaning |\n|---|---|---|\n", ""));
	}

	private static void add(String prefix, Class<?> type, Map<String, String> rows) throws IOException {
		Map<String, String> descriptions = descriptions(type.getSimpleName());
		for (Parameter parameter : type.getDeclaredConstructors()[0].getParameters()) {
			String key = prefix + DataObjectPropertyName.toDashedForm(parameter.getName());
			if (parameter.getType().isRecord()) {
				add(key + ".", parameter.getType(), rows);
				continue;
			}
			DefaultValue defaultValue = parameter.getAnnotation(DefaultValue.class);
			String shown = (defaultValue == null || defaultValue.value().length == 0) ? ""
					: "`" + String.join(", ", defaultValue.value()) + "`";
			assertThat(descriptions).containsKey(parameter.getName());
			rows.put(key, "| `%s` | %s | %s |\n".formatted(key, shown, descriptions.get(parameter.getName())));
		}
	}

	private static Map<String, String> descriptions(String type) throws IOException {
		Matcher comments = COMMENT.matcher(Files.readString(SOURCE));
		Map<String, String> found = new LinkedHashMap<>();
		while (comments.find()) {
			String[] parts = comments.group(1).split("/\\*\\*");
			if (comments.group(2).equals(type)) {
				String text = Arrays.stream(parts[parts.length - 1].split("\n"))
					.map((line) -> line.strip().replaceFirst("^\\*\\s?", ""))
					.collect(Collectors.joining(" "));
				PARAM.matcher(text).results().forEach((param) -> found.put(param.group(1), param.group(2).strip()));
			}
		}
		return found;
	}

}

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.HopxException;
import ai.hopx.client.Replay;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about errors and retries says what the code does. Run with
 * {@code -Dhopx.docs.update=true} to write its table.
 */
class ErrorsAndRetriesTests {

	private static final Path PAGE = Path.of("..", "docs", "errors-and-retries.md");

	private static final String START = "<!-- endpoints: generated from Endpoint -->\n";

	private static final String END = "<!-- end of endpoints -->\n";

	@Test
	void tableShowsEveryEndpoint() throws IOException {
		String page = Files.readString(PAGE);
		assertThat(page).contains(START, END);
		String before = page.substring(0, page.indexOf(START) + START.length());
		String after = page.substring(page.indexOf(END));
		if (Boolean.getBoolean("hopx.docs.update")) {
			Files.writeString(PAGE, before + table() + after);
		}
		assertThat(Files.readString(PAGE)).as("renew with -Dhopx.docs.update=true").isEqualTo(before + table() + after);
	}

	@Test
	void everyExceptionIsNamed() throws IOException {
		String page = Files.readString(PAGE);
		assertThat(new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackagesOf(HopxException.class))
			.filteredOn((type) -> type.isAssignableTo(HopxException.class)
					|| type.isAssignableTo(HopxConfigurationException.class))
			.filteredOn((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.extracting(JavaClass::getSimpleName)
			.hasSizeGreaterThan(10)
			.allSatisfy((name) -> assertThat(page).contains("`" + name + "`"));
	}

	private static String table() {
		return Arrays.stream(Endpoint.values())
			.map(ErrorsAndRetriesTests::row)
			.collect(Collectors.joining("", "| request | of | sent again |\n|---|---|---|\n", ""));
	}

	private static String row(Endpoint endpoint) {
		String of = (endpoint.plane() == Endpoint.Plane.CONTROL) ? "control plane" : "sandbox";
		return "| `%s %s` | %s | %s |\n".formatted(endpoint.method(), endpoint.path(), of,
				(endpoint.replay() == Replay.SAFE) ? "yes" : "**no**");
	}

}

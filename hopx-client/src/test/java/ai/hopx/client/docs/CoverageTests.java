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
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.hopx.client.Endpoint;
import ai.hopx.client.core.HopxOperations;
import ai.hopx.client.core.ReactiveHopxOperations;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.model.HopxJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The page about coverage names every operation of the service and of ours, and tests
 * that exist.
 */
class CoverageTests {

	private static final Path PAGE = Path.of("..", "docs", "coverage.md");

	/** The service's own descriptions, where they lie beside the project. */
	private static final Path CONTRACT = Path.of("..", "..", "shared", "contract");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");

	/** What handles have for Java's sake; nothing of it is the service's. */
	private static final Set<String> OWN = Set.of("sandbox.id", "sandbox.acquisition", "sandbox.close");

	@Test
	void noCellIsEmpty() throws IOException {
		List<String> rows = Files.readAllLines(PAGE).stream().filter((line) -> line.startsWith("|")).toList();
		assertThat(rows).hasSizeGreaterThan(40)
			.allSatisfy((row) -> assertThat(cells(row)).hasSize(3).noneMatch(String::isBlank));
	}

	@Test
	void everyEndpointHasARow() throws IOException {
		assertThat(column(0)).containsAll(Arrays.stream(Endpoint.values()).map(CoverageTests::normalized).toList());
	}

	@ParameterizedTest
	@ValueSource(strings = { "public", "agent" })
	void everyOperationOfTheServiceHasARow(String name) throws IOException {
		Path description = CONTRACT.resolve("openapi_" + name + ".json");
		assumeThat(description).exists();
		Set<String> rows = column(0);
		HopxJson.mapper()
			.readTree(Files.readString(description))
			.path("paths")
			.forEachEntry((path, operations) -> operations.propertyNames()
				.stream()
				.filter((method) -> Set.of("get", "put", "post", "patch", "delete").contains(method))
				.forEach((method) -> assertThat(rows).contains(normalized(method.toUpperCase() + " " + path))));
	}

	@Test
	void everyOperationOfOursIsNamed() throws IOException {
		Set<String> operations = operations(HopxOperations.class, Sandbox.class);
		operations.removeAll(OWN);
		assertThat(operations).hasSizeGreaterThan(40);
		assertThat(column(1)).containsAll(operations);
	}

	@Test
	void bothFacesHaveTheSameOperations() {
		assertThat(operations(ReactiveHopxOperations.class, ReactiveSandbox.class)).isNotEmpty()
			.allMatch(operations(HopxOperations.class, Sandbox.class)::contains);
	}

	@Test
	void everyTestNamedExists() throws IOException {
		Set<String> tests = sources("src/test");
		assertThat(column(2)).hasSizeGreaterThan(10).allMatch(tests::contains);
	}

	private static Set<String> operations(Class<?> template, Class<?> sandbox) {
		Set<String> found = new TreeSet<>();
		collect(template, "hopx", found);
		collect(sandbox, "sandbox", found);
		return found;
	}

	private static void collect(Class<?> type, String prefix, Set<String> found) {
		for (Method method : type.getMethods()) {
			String name = prefix + "." + method.getName();
			if (Modifier.isStatic(method.getModifiers())) {
				continue;
			}
			if (method.getReturnType().getSimpleName().endsWith("Operations")) {
				collect(method.getReturnType(), name + "()", found);
			}
			else {
				found.add(name);
			}
		}
	}

	private static Set<String> sources(String folder) throws IOException {
		try (Stream<Path> modules = Files.list(Path.of(".."))) {
			return modules.map((module) -> module.resolve(folder))
				.filter(Files::isDirectory)
				.flatMap(CoverageTests::javaFiles)
				.map((file) -> file.getFileName().toString().replace(".java", ""))
				.collect(Collectors.toSet());
		}
	}

	private static Stream<Path> javaFiles(Path folder) {
		try (Stream<Path> files = Files.walk(folder)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList().stream();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String normalized(Endpoint endpoint) {
		return normalized(endpoint.method() + " " + endpoint.path());
	}

	/** What variables of a path are called is nobody's business. */
	private static String normalized(String operation) {
		return VARIABLE.matcher(operation).replaceAll("{}");
	}

	private static Set<String> column(int index) throws IOException {
		return Files.readAllLines(PAGE)
			.stream()
			.filter((line) -> line.startsWith("|"))
			.map((row) -> cells(row).get(index))
			.flatMap((cell) -> CODE.matcher(cell).results().map((match) -> match.group(1)))
			.map(CoverageTests::normalized)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static List<String> cells(String row) {
		return Arrays.stream(row.substring(1, row.lastIndexOf('|')).split("\\|")).map(String::strip).toList();
	}

}

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
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ai.hopx.client.observation.HopxObservationDocumentation;
import ai.hopx.client.observation.OperationOutcome;
import ai.hopx.spring.boot.actuate.metrics.HopxMetersDocumentation;
import io.micrometer.common.docs.KeyName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tables of meters, tags and observations are what the code says. Run with
 * {@code -Dhopx.docs.update=true} to write them.
 */
class ObservabilityPageTests {

	private static final Path PAGE = Path.of("..", "docs", "observability.md");

	private static final Pattern CONSTANT = Pattern.compile("/\\*\\*([^/]*?)\\*/\\s+([A-Z][A-Z0-9_]*)\\b(?!\\.)");

	@ParameterizedTest
	@EnumSource
	void pageShowsWhatTheCodeSays(Table table) throws IOException {
		String start = "<!-- %s: generated from the code -->\n".formatted(table.title());
		String end = "<!-- end of %s -->\n".formatted(table.title());
		String page = Files.readString(PAGE);
		assertThat(page).contains(start, end);
		int from = page.indexOf(start) + start.length();
		if (Boolean.getBoolean("hopx.docs.update")) {
			page = page.substring(0, from) + table.text() + page.substring(page.indexOf(end));
			Files.writeString(PAGE, page);
		}
		assertThat(page.substring(from, page.indexOf(end))).as("renew with -Dhopx.docs.update=true")
			.isEqualTo(table.text());
	}

	/**
	 * The tables of the page.
	 */
	enum Table {

		METERS("meter", "type", "unit", "tags", "meaning") {
			@Override
			Stream<String[]> rows() {
				return Arrays.stream(HopxMetersDocumentation.values())
					.map((meter) -> row(code(meter.getName()), meter.getType().name().toLowerCase(Locale.ROOT),
							String.valueOf(meter.getBaseUnit()).replace("null", ""),
							Arrays.stream(meter.getKeyNames())
								.map((key) -> code(key.asString()))
								.collect(Collectors.joining(", ")),
							meter.getDescription()));
			}
		},

		TAGS("tag", "values") {
			@Override
			Stream<String[]> rows() throws IOException {
				return keys(HopxMetersDocumentation.TagKey.values(),
						"src/main/java/ai/hopx/spring/boot/actuate/metrics/HopxMetersDocumentation.java");
			}
		},

		OPERATION_TAGS("tag", "on", "values") {
			@Override
			Stream<String[]> rows() throws IOException {
				return Stream.concat(on("timer and span", HopxObservationDocumentation.LowCardinalityKeyNames.values()),
						on("span", HopxObservationDocumentation.HighCardinalityKeyNames.values()));
			}

			private Stream<String[]> on(String where, KeyName[] keys) throws IOException {
				return keys(keys, observation("HopxObservationDocumentation")).map((row) -> row(row[0], where, row[1]));
			}
		},

		OUTCOMES("outcome", "meaning") {
			@Override
			Stream<String[]> rows() throws IOException {
				Map<String, String> meanings = meanings(observation("OperationOutcome"));
				return Arrays.stream(OperationOutcome.values())
					.map((outcome) -> row(code(outcome.value()), meanings.get(outcome.name())));
			}
		};

		private final String[] columns;

		Table(String... columns) {
			this.columns = columns;
		}

		String title() {
			return name().toLowerCase(Locale.ROOT).replace('_', ' ');
		}

		abstract Stream<String[]> rows() throws IOException;

		String text() throws IOException {
			String[] line = Arrays.stream(this.columns).map((column) -> "---").toArray(String[]::new);
			return Stream.concat(Stream.of(this.columns, line), rows())
				.map((cells) -> Arrays.equals(cells, line) ? "|" + String.join("|", cells) + "|\n"
						: "| " + String.join(" | ", cells) + " |\n")
				.collect(Collectors.joining());
		}

		private static Stream<String[]> keys(KeyName[] keys, String source) throws IOException {
			Map<String, String> meanings = meanings(source);
			return Arrays.stream(keys).map((key) -> row(code(key.asString()), meanings.get(((Enum<?>) key).name())));
		}

		private static String observation(String type) {
			return "../hopx-client/src/main/java/ai/hopx/client/observation/%s.java".formatted(type);
		}

		private static String[] row(String... cells) {
			assertThat(cells).doesNotContainNull();
			return cells;
		}

		private static String code(String text) {
			return "`" + text + "`";
		}

		/**
		 * The comments of an enum's constants, the last of those with the same name.
		 */
		private static Map<String, String> meanings(String source) throws IOException {
			Map<String, String> meanings = new LinkedHashMap<>();
			Matcher constants = CONSTANT.matcher(Files.readString(Path.of(source)));
			while (constants.find()) {
				String text = Arrays.stream(constants.group(1).split("\n"))
					.map((line) -> line.strip().replaceFirst("^\\*\\s?", ""))
					.filter((line) -> !line.isEmpty())
					.collect(Collectors.joining(" "));
				meanings.put(constants.group(2),
						text.replaceAll("\\{@code ([^}]*)}", "`$1`").replaceAll("\\{@link ([^}]*)}", "`$1`"));
			}
			return meanings;
		}

	}

}

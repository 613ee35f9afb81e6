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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code SECURITY.md} says of each kind of isolation is so: real attempts from
 * inside of sandboxes, in every way of isolation that this machine has.
 */
class IsolationTests {

	private static final String HELD = "held";

	private static final String NOT_HELD = "not held";

	private static final String DEPENDS = "depends";

	static Stream<Arguments> attempts() {
		return Stream.of(Column.values())
			.filter(Column::isInForceHere)
			.flatMap((column) -> Arrays.stream(BreakOut.values()).map((attempt) -> Arguments.of(column, attempt)));
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("attempts")
	void holdsWhatThePageSays(Column column, BreakOut attempt) throws Exception {
		String said = table().get(attempt.toString()).get(column.ordinal());
		BreakOut.Sandbox sandbox = BreakOut.Sandbox.start(column.factory(), column.internetAccess);
		try {
			boolean succeeded = attempt.succeeds(sandbox);
			assertThat(said).isIn(succeeded ? NOT_HELD : HELD, DEPENDS);
		}
		finally {
			sandbox.destroy();
		}
	}

	@Test
	void thePageListsExactlyWhatIsTried() throws IOException {
		assertThat(table().keySet())
			.containsExactlyElementsOf(Stream.of(BreakOut.values()).map(String::valueOf).toList());
		assertThat(table().values()).allSatisfy(
				(cells) -> assertThat(cells).hasSize(Column.values().length).isSubsetOf(HELD, NOT_HELD, DEPENDS));
	}

	private static Map<String, List<String>> table() throws IOException {
		Map<String, List<String>> rows = new LinkedHashMap<>();
		Files.readAllLines(Path.of("../SECURITY.md"))
			.stream()
			.filter((line) -> line.startsWith("| "))
			.skip(1)
			.map((line) -> List.of(line.substring(1).split("\\|")))
			.forEach((cells) -> rows.put(cells.get(0).strip(), cells.stream().skip(1).map(String::strip).toList()));
		return rows;
	}

	/**
	 * The columns of the page's table.
	 */
	private enum Column {

		BUBBLEWRAP_OFFLINE(Isolation.AUTO, false),

		BUBBLEWRAP_ONLINE(Isolation.AUTO, true),

		PLAIN(Isolation.PLAIN, true),

		PLAIN_OF_ROOT(Isolation.PLAIN, true);

		private final Isolation isolation;

		private final boolean internetAccess;

		Column(Isolation isolation, boolean internetAccess) {
			this.isolation = isolation;
			this.internetAccess = internetAccess;
		}

		boolean isInForceHere() {
			// A plain server of root falls back to one user for all where others do not
			// work
			String weakness = SandboxTestBase.factory(Isolation.PLAIN).isolation().reason();
			boolean separate = "root".equals(System.getProperty("user.name"))
					&& !String.valueOf(weakness).contains("code runs as root");
			return switch (this) {
				case BUBBLEWRAP_OFFLINE, BUBBLEWRAP_ONLINE ->
					factory().isolation().mode() == IsolationReport.Mode.BUBBLEWRAP;
				case PLAIN -> !separate;
				case PLAIN_OF_ROOT -> separate;
			};
		}

		LocalSandboxRuntimes factory() {
			return (LocalSandboxRuntimes) SandboxTestBase.factory(this.isolation);
		}

	}

}

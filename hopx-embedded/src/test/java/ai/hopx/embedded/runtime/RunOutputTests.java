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

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Output of runs: whole where it is short, cut where it is long, readable whatever it is.
 */
@ParameterizedClass
@MethodSource("isolations")
class RunOutputTests extends SandboxTestBase {

	private static final String CUT = "hopx: Standard output was cut after " + MAX_OUTPUT + " bytes.\n";

	@ParameterizedTest
	@CsvSource(delimiter = '~', textBlock = """
			python     ~ print('x' * 3_000_000)
			bash       ~ yes x | tr -d '\\n' | head -c 3000000
			javascript ~ console.log('x'.repeat(3_000_000))
			""", quoteCharacter = '"')
	void cutsAtTheLimit(String language, String code) {
		RunOutcome outcome = run(code(language, code));
		assertThat(outcome.stdout()).hasSize(MAX_OUTPUT).matches("x+");
		assertThat(outcome.stderr()).isEqualTo(CUT);
		assertThat(outcome.exitCode()).isZero();
	}

	@Test
	void cutsBetweenCharacters() {
		RunOutcome outcome = python("print('x' + 'ü' * 1_000_000)");
		assertThat(outcome.stdout()).hasSize(MAX_OUTPUT / 2).endsWith("ü").doesNotContain("\uFFFD");
	}

	@Test
	void cutsStandardErrorToo() {
		RunOutcome outcome = run(shell("head -c 3000000 /dev/zero | tr '\\0' e >&2"));
		assertThat(outcome.stderr()).hasSizeBetween(MAX_OUTPUT, MAX_OUTPUT + 100)
			.endsWith("e\nhopx: Standard error was cut after " + MAX_OUTPUT + " bytes.\n");
	}

	@Test
	void endsAFloodInTime() {
		RunOutcome outcome = run(shell("yes & yes", Duration.ofMillis(500)));
		assertThat(outcome.timedOut()).isTrue();
		assertThat(outcome.stdout()).hasSize(MAX_OUTPUT);
		assertThat(outcome.duration()).isLessThan(Duration.ofSeconds(5));
	}

	@Test
	void putsCharactersTogetherThatComeInPieces() {
		RunOutcome outcome = run(shell("printf '\\xe2'; sleep 0.05; printf '\\x82'; sleep 0.05; printf '\\xac'; echo"));
		assertThat(outcome.stdout()).isEqualTo("€\n");
	}

	@Test
	void replacesWhatIsNoText() {
		RunOutcome outcome = run(shell("printf 'a\\xff\\xfeb\\x00c'"));
		assertThat(outcome.stdout()).isEqualTo("a\uFFFD\uFFFDb\0c");
	}

	@Test
	void keepsTheStreamsApart() {
		RunOutcome outcome = run(shell("for i in 1 2 3; do echo o$i; echo e$i >&2; done"));
		assertThat(outcome.stdout()).isEqualTo("o1\no2\no3\n");
		assertThat(outcome.stderr()).isEqualTo("e1\ne2\ne3\n");
	}

	@Test
	void takesAllOfWhatAProgramWroteJustBeforeItsEnd() {
		for (int i = 0; i < 50; i++) {
			RunOutcome outcome = run(shell("head -c 100000 /dev/zero | tr '\\0' x; printf end"));
			assertThat(outcome.stdout()).hasSize(100_003).endsWith("end");
		}
	}

}

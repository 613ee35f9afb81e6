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

package ai.hopx.embedded;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import ai.hopx.embedded.runtime.Isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CommandLineTests {

	private static final String KEY = "hopx_live_test.test";

	@Test
	void readsAllOptions() {
		EmbeddedHopxSettings settings = parse("--port=8099", "--api-key=" + KEY, "--isolation=plain",
				"--boot-delay=1500ms", "--quotas=service");
		assertThat(settings.port()).isEqualTo(8099);
		assertThat(settings.apiKey()).isEqualTo(KEY);
		assertThat(settings.isolation()).isEqualTo(Isolation.PLAIN);
		assertThat(settings.bootDelay()).isEqualTo(Duration.ofMillis(1500));
		assertThat(settings.quotas()).isEqualTo(Quotas.ofService());
	}

	@Test
	void readsTheKeyFromTheEnvironment() {
		CommandLine commandLine = CommandLine.parse(new String[0], Map.of("HOPX_API_KEY", KEY));
		assertThat(commandLine.help()).isFalse();
		assertThat(commandLine.settings().apiKey()).isEqualTo(KEY);
		assertThat(commandLine).asString().doesNotContain(KEY);
	}

	@Test
	void theOptionWinsOverTheEnvironment() {
		CommandLine commandLine = CommandLine.parse(new String[] { "--api-key=" + KEY },
				Map.of("HOPX_API_KEY", "other"));
		assertThat(commandLine.settings().apiKey()).isEqualTo(KEY);
	}

	@ParameterizedTest
	@CsvSource({ "500ms,PT0.5S", "2s,PT2S", "1m,PT1M", "PT3S,PT3S", "0s,PT0S" })
	void readsDurations(String text, Duration duration) {
		assertThat(parse("--api-key=" + KEY, "--boot-delay=" + text).bootDelay()).isEqualTo(duration);
	}

	@ParameterizedTest
	@CsvSource({ "--frob=1,Unknown option --frob", "--port=many,--port must be a number", "--port,--port must be",
			"--port=99999,'port'", "--isolation=strong,'--isolation must be one of [auto, bubblewrap, plain]'",
			"--boot-delay=soon,--boot-delay must be a duration", "--quotas=few,--quotas must be none or service",
			"8099,options look like --port=8099", "--api-key=,apiKey" })
	void saysWhatIsWrong(String option, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--api-key=" + KEY, option))
			.withMessageContaining(message);
	}

	@Test
	void needsAKey() {
		assertThatIllegalArgumentException().isThrownBy(() -> parse("--port=0")).withMessageContaining("HOPX_API_KEY");
	}

	@Test
	void helpNeedsNothingElse() {
		assertThat(CommandLine.parse(new String[] { "--help" }, Map.of()).help()).isTrue();
		assertThat(CommandLine.HELP).contains("--port", "--api-key", "--isolation", "--boot-delay", "HOPX_API_KEY");
	}

	private static EmbeddedHopxSettings parse(String... args) {
		return CommandLine.parse(args, Map.of()).settings();
	}

}

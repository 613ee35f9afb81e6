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

package ai.hopx.client.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Sense from replies in which anything may be missing, twice there or odd.
 */
class ExecutionReplyTests {

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private static final Duration ELAPSED = Duration.ofMillis(1234);

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "0, true, 0", "1, false, 1", "-, true, 0", "-, false, 1", "3, -, 3",
			"0, -, 0", "0, false, 1", "2, true, 2", "-, -, -" })
	void tellsTheExitCode(Integer exitCode, Boolean success, Integer expected) {
		RunResult result = read("{\"stdout\":\"\",\"exit_code\":%s,\"success\":%s}".formatted(exitCode, success));
		assertThat(result.exitCode()).isEqualTo(expected);
		assertThat(result.isSuccess()).isEqualTo(expected != null && expected == 0);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-",
			value = { "124, 10.0, true", "124, 9.0, true", "124, 12.5, true", "-1, 10.01, true", "124, 8.9, false",
					"-1, 0.1, false", "1, 10.0, false", "137, 10.0, false", "0, 10.0, false", "124, -, false" })
	void tellsATimeoutFromAnExitCode(int exitCode, Double seconds, boolean timedOut) {
		String json = "{\"success\":false,\"exit_code\":%d,\"execution_time\":%s}".formatted(exitCode, seconds);
		assertThat(read(json).timedOut()).isEqualTo(timedOut);
		CommandResult command = reply(json).toCommandResult(TIMEOUT, ELAPSED);
		assertThat(command.timedOut()).isEqualTo(timedOut);
		if (timedOut) {
			assertThat(command.exitCode()).isEqualTo(124);
			assertThat(command.isSuccess()).isFalse();
		}
	}

	@Test
	void knowsThatTheServiceEndsLongRunsItself() {
		ExecutionReply reply = reply("{\"success\":false,\"exit_code\":124,\"execution_time\":300}");
		assertThat(reply.toRunResult(Duration.ofHours(1), ELAPSED).timedOut()).isTrue();
	}

	@Test
	void judgesByTheCallWhereTheReplyHasNoDuration() {
		ExecutionReply reply = reply("{\"success\":false,\"exit_code\":124}");
		assertThat(reply.toRunResult(TIMEOUT, Duration.ofSeconds(10)).timedOut()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "0.25, PT0.25S", "3, PT3S", "\"1.5\", PT1.5S", "NaN, PT1.234S", "-1, PT1.234S", "null, PT1.234S",
			"\"quick\", PT1.234S", "1e300, PT1.234S" })
	void tellsTheDuration(String seconds, Duration expected) {
		assertThat(read("{\"exit_code\":0,\"execution_time\":%s}".formatted(seconds)).duration()).isEqualTo(expected);
	}

	@Test
	void neverHasNullOutput() {
		RunResult result = read("{\"exit_code\":0,\"stdout\":null}");
		assertThat(result.stdout()).isEmpty();
		assertThat(result.stderr()).isEmpty();
		assertThat(result.text()).isNull();
		assertThat(result.outputs()).isEmpty();
	}

	@Test
	void mergesFieldsAndListWithoutRepeating() {
		RunResult result = read("""
				{"exit_code":0,"result":"repr","png":"aGVsbG8=","svg":"<svg/>","html":"<b>","markdown":"# x",
				"json":{"b":1,"a":[2]},"dataframe":{"columns":["x"]},
				"rich_outputs":[
				{"type":"image/png","format":"base64","data":"aGVs\\nbG8="},
				{"type":"text/html","format":"html","data":"<b>"},
				{"type":"application/json","format":"json","data":{"b":1,"a":[2]}},
				{"type":"application/vnd.dataframe+json","format":"json","data":"{ \\"columns\\": [\\"x\\"] }"},
				{"type":"image/png","data":"data:image/png;base64,c2Vjb25k"},
				{"type":"image","path":"/tmp/a.png"},{"data":"no type"},null,{"type":"text/plain","data":null}]}""");
		assertThat(result.outputs()).extracting(RichOutput::type)
			.containsExactly("image/png", "text/html", "application/json", "application/vnd.dataframe+json",
					"image/png", "image/svg+xml", "text/markdown", "text/plain");
		assertThat(result.outputs().get(0).asBytes()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
		assertThat(result.outputs().get(4).asText()).isEqualTo("second");
		assertThat(result.output(RichOutput.JSON)).get()
			.extracting((output) -> output.asJson().get("a").get(0).intValue())
			.isEqualTo(2);
		assertThat(result.output(RichOutput.DATAFRAME)).get()
			.extracting((output) -> output.asJson().get("columns").get(0).stringValue())
			.isEqualTo("x");
		assertThat(result.output(RichOutput.SVG)).get().extracting(RichOutput::asText).isEqualTo("<svg/>");
		assertThat(result.output("application/pdf")).isEmpty();
		assertThat(result.text()).isEqualTo("repr");
	}

	@Test
	void keepsWhatTheCodeShowedTwice() {
		RunResult result = read(
				"""
						{"exit_code":0,"rich_outputs":[{"type":"text/html","data":"<b>"},{"type":"text/html","data":"<b>"}]}""");
		assertThat(result.outputs()).hasSize(2);
	}

	@Test
	void takesTheTextFromTheList() {
		assertThat(
				read("{\"exit_code\":0,\"rich_outputs\":[{\"mime_type\":\"text/plain\",\"content\":\"42\"}]}").text())
			.isEqualTo("42");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"not a list\"", "{\"type\":\"text/html\"}", "5" })
	void survivesAListThatIsNone(String list) {
		assertThat(read("{\"exit_code\":0,\"stdout\":\"x\",\"rich_outputs\":%s}".formatted(list)).stdout())
			.isEqualTo("x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"exit_code\":0}", "{\"success\":false}", "{\"stdout\":\"\"}" })
	void isAResultWhereOneOfThreeIsThere(String json) {
		assertThat(reply(json).missing()).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"agent\":\"x\",\"status\":\"running\"}", "{\"stderr\":\"x\"}" })
	void isNoResultOtherwise(String json) {
		assertThat(reply(json).missing()).isEqualTo("exit_code");
	}

	@Test
	void saysWhatItCannotDecode() {
		RichOutput output = new RichOutput("image/png", "%%%a", true);
		assertThatIllegalStateException().isThrownBy(output::asBytes).withMessageContaining("image/png");
		assertThatIllegalStateException().isThrownBy(new RichOutput("application/json", "{", false)::asJson);
	}

	@Test
	void keepsOutputOutOfText() {
		RunResult result = new RunResult("secret", "secret", 0, ELAPSED, false, "secret",
				List.of(new RichOutput("text/html", "secret", false)));
		assertThat(result.toString()).doesNotContain("secret");
		assertThat(new CommandResult(0, "secret", "secret", ELAPSED, 1L, false).toString()).doesNotContain("secret");
	}

	private static RunResult read(String json) {
		return reply(json).toRunResult(TIMEOUT, ELAPSED);
	}

	private static ExecutionReply reply(String json) {
		return HopxJson.mapper().readValue(json, ExecutionReply.class);
	}

}

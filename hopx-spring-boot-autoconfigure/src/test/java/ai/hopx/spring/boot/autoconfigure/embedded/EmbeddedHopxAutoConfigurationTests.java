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

package ai.hopx.spring.boot.autoconfigure.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.HopxConnectionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded server runs where it is asked for, and only there.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedHopxAutoConfigurationTests {

	private final ApplicationContextRunner contextRunner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(EmbeddedHopxAutoConfiguration.class, HopxAutoConfiguration.class));

	@Test
	void beingOnTheClassPathIsNotEnough() {
		this.contextRunner.withPropertyValues("hopx.api-key=hopx_live_test.test")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedHopx.class)
				.hasSingleBean(HopxTemplate.class));
	}

	@Test
	void runsRealCodeWithoutAKey(CapturedOutput output) {
		this.contextRunner.withPropertyValues("hopx.embedded.enabled=true").run((context) -> {
			assertThat(context.getBean(HopxTemplate.class).runCode("print(6*7)").stdout()).isEqualTo("42\n");
			assertThat(output).containsOnlyOnce("runs its clients' code on this machine")
				.doesNotContain(context.getBean(EmbeddedHopx.class).apiKey());
		});
	}

	@Test
	void takesThePlaceOfUrlAndKey() {
		this.contextRunner
			.withPropertyValues("hopx.embedded.enabled=true", "hopx.base-url=https://elsewhere.example.com",
					"hopx.api-key=hopx_live_test.test")
			.run((context) -> assertThat(context.getBean(HopxClient.class).baseUrl())
				.isEqualTo(context.getBean(EmbeddedHopx.class).baseUrl()));
	}

	@Test
	void stopsWithTheContext() {
		this.contextRunner.withPropertyValues("hopx.embedded.enabled=true").run((context) -> {
			EmbeddedHopx server = context.getBean(EmbeddedHopx.class);
			assertThat(server.isRunning()).isTrue();
			context.close();
			assertThat(server.isRunning()).isFalse();
		});
	}

	@Test
	void propertiesReachTheServer() {
		this.contextRunner
			.withPropertyValues("hopx.embedded.enabled=true", "hopx.embedded.isolation=plain",
					"hopx.embedded.boot-delay=300ms")
			.run((context) -> {
				assertThat(context.getBean(EmbeddedHopx.class).isolation().mode()).hasToString("PLAIN");
				Duration acquired = context.getBean(HopxTemplate.class)
					.execute((sandbox) -> sandbox.acquisition().duration());
				assertThat(acquired).isGreaterThanOrEqualTo(Duration.ofMillis(300));
			});
	}

	@ParameterizedTest
	@CsvSource({ "hopx.embedded.port, 70000", "hopx.embedded.boot-delay, -1s" })
	void refusesSettingsThatCannotWorkByTheirName(String property, String value) {
		this.contextRunner.withPropertyValues("hopx.embedded.enabled=true", property + "=" + value)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(HopxConfigurationException.class,
						(ex) -> assertThat(ex.getProperty()).isEqualTo(property)));
	}

	@Test
	void failsWithTheNameOfTheDependencyWhereItIsMissing() {
		this.contextRunner.withPropertyValues("hopx.embedded.enabled=true")
			.withClassLoader(new FilteredClassLoader(EmbeddedHopx.class))
			.run((context) -> {
				assertThat(context).hasFailed();
				FailureAnalysis analysis = new EmbeddedHopxNotFoundFailureAnalyzer()
					.analyze(context.getStartupFailure());
				assertThat(analysis.getAction()).contains("ai.hopx:hopx-embedded", "hopx.embedded.enabled");
			});
	}

	@Test
	void namesThePropertyOfAPortThatIsInUse() throws IOException {
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			this.contextRunner
				.withPropertyValues("hopx.embedded.enabled=true", "hopx.embedded.port=" + taken.getLocalPort())
				.run((context) -> {
					FailureAnalysis analysis = new EmbeddedHopxStartFailureAnalyzer()
						.analyze(context.getStartupFailure());
					assertThat(analysis.getDescription()).contains("Port " + taken.getLocalPort(), "in use");
					assertThat(analysis.getAction()).contains("'hopx.embedded.port'", "0 is any free one");
				});
		}
	}

	@Test
	void leavesNothingBehindWhenHopxIsDisabled() {
		this.contextRunner.withPropertyValues("hopx.embedded.enabled=true", "hopx.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedHopx.class)
				.doesNotHaveBean(HopxConnectionDetails.class));
	}

	@Test
	void worksWithoutTheServerOnTheClassPath() {
		this.contextRunner.withPropertyValues("hopx.api-key=hopx_live_test.test")
			.withClassLoader(new FilteredClassLoader("ai.hopx.embedded"))
			.run((context) -> assertThat(context).hasSingleBean(HopxTemplate.class));
	}

}

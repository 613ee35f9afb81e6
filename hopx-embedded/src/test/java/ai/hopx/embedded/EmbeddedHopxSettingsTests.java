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
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.util.unit.DataSize;

import ai.hopx.embedded.EmbeddedHopxSettings.Builder;
import ai.hopx.embedded.runtime.Isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class EmbeddedHopxSettingsTests {

	@Test
	void defaults() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.defaults();
		assertThat(settings.port()).isZero();
		assertThat(settings.isolation()).isEqualTo(Isolation.AUTO);
		assertThat(settings.bootDelay()).isZero();
		assertThat(settings.tokenLifetime()).isEqualTo(Duration.ofHours(24));
		assertThat(settings.maxRunTimeout()).isEqualTo(Duration.ofMinutes(5));
		assertThat(settings.maxBackgroundTimeout()).isEqualTo(Duration.ofHours(1));
		assertThat(settings.maxRequestBodySize()).isEqualTo(DataSize.ofMegabytes(100));
		assertThat(settings.maskSecrets()).isTrue();
		assertThat(settings.nestedErrors()).isFalse();
		assertThat(settings.shutdownHook()).isTrue();
	}

	@Test
	void generatedKeysLookLikeTheServicesAndDiffer() {
		String key = EmbeddedHopxSettings.defaults().apiKey();
		assertThat(key).matches("hopx_live_embedded\\.[A-Za-z0-9_-]{43}");
		assertThat(EmbeddedHopxSettings.defaults().apiKey()).isNotEqualTo(key);
	}

	@Test
	void theKeyIsNotInTheText() {
		EmbeddedHopxSettings settings = EmbeddedHopxSettings.builder().apiKey("hopx_live_test.test").build();
		assertThat(settings).asString().doesNotContain("hopx_live_test");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void whatMakesNoSenseIsNamed(String setting, Consumer<Builder> change) {
		Builder builder = EmbeddedHopxSettings.builder();
		assertThatIllegalArgumentException().isThrownBy(() -> change.accept(builder))
			.withMessageContaining("'" + setting + "'");
	}

	static Stream<Arguments> whatMakesNoSenseIsNamed() {
		return Stream.of(bad("port", (builder) -> builder.port(-1)), bad("port", (builder) -> builder.port(65536)),
				bad("apiKey", (builder) -> builder.apiKey(" ")), bad("apiKey", (builder) -> builder.apiKey("a b")),
				bad("apiKey", (builder) -> builder.apiKey("a\r\nb")),
				bad("bootDelay", (builder) -> builder.bootDelay(Duration.ofMillis(-1))),
				bad("bootDelay", (builder) -> builder.bootDelay(Duration.ofDays(1))),
				bad("tokenLifetime", (builder) -> builder.tokenLifetime(Duration.ZERO)),
				bad("maxRunTimeout", (builder) -> builder.maxRunTimeout(Duration.ofSeconds(-1))),
				bad("maxBackgroundTimeout", (builder) -> builder.maxBackgroundTimeout(Duration.ZERO)),
				bad("maxSandboxes", (builder) -> builder.maxSandboxes(0)),
				bad("maxRequestBodySize", (builder) -> builder.maxRequestBodySize(DataSize.ofBytes(1))),
				bad("maxRequestBodySize", (builder) -> builder.maxRequestBodySize(DataSize.ofGigabytes(2))),
				bad("requestsPerMinute", (builder) -> builder.quotas(Quotas.none().withRequestsPerMinute(0))),
				bad("createsPerMinute", (builder) -> builder.quotas(Quotas.none().withCreatesPerMinute(-1))),
				bad("agentRequestsPerMinute", (builder) -> builder.quotas(Quotas.none().withAgentRequestsPerMinute(0))),
				bad("buildsPerHour", (builder) -> builder.quotas(Quotas.none().withBuilds(0, 1))),
				bad("buildsPerDay", (builder) -> builder.quotas(Quotas.none().withBuilds(1, 0))),
				bad("desktopStatus", (builder) -> builder.desktopStatus(500)));
	}

	private static Arguments bad(String setting, Consumer<Builder> change) {
		return arguments(setting, change);
	}

}

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

package ai.hopx.client;

import java.net.URI;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BaseUrlTests {

	@ParameterizedTest
	@CsvSource({ "https://api.hopx.dev,https://api.hopx.dev", "https://api.hopx.dev/,https://api.hopx.dev",
			"https://proxy.example/hopx/,https://proxy.example/hopx", "http://127.0.0.1:8099,http://127.0.0.1:8099",
			"http://localhost:8099,http://localhost:8099", "http://127.3.2.1,http://127.3.2.1",
			"http://[::1]:80,http://[::1]:80" })
	void takesHttpsAndLoopback(URI url, String checked) {
		assertThat(BaseUrl.check(url)).hasToString(checked);
	}

	@ParameterizedTest
	@CsvSource({ "http://api.hopx.dev,must be https", "http://127.0.0.1.evil.example,must be https",
			"http://localhost.evil.example,must be https", "http://10.0.0.1,must be https",
			"ftp://api.hopx.dev,must be a URL", "api.hopx.dev,must be a URL", "https:///x,must name a host",
			"https://user:hunter2@api.hopx.dev,no user", "https://api.hopx.dev?x=hunter2,before any '?'" })
	void refusesWhatTheKeyMustNotGoTo(URI url, String reason) {
		assertThatExceptionOfType(HopxConfigurationException.class).isThrownBy(() -> BaseUrl.check(url))
			.withMessageStartingWith("'hopx.base-url' must")
			.withMessageContaining(reason.replace("must ", ""))
			.satisfies((ex) -> {
				assertThat(ex.getProperty()).isEqualTo("hopx.base-url");
				assertThat(ex.getMessage()).doesNotContain("hunter2");
			});
	}

}

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

package ai.hopx.client.core;

import java.net.URI;

import ai.hopx.client.HopxValidationException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PreviewUrlsTests {

	@ParameterizedTest
	@CsvSource({ "https://7777-1764616089abc.eu-1001.vms.hopx.dev, https://8080-1764616089abc.eu-1001.vms.hopx.dev/",
			"https://1764616089abc.eu-1001.vms.hopx.dev, https://8080-1764616089abc.eu-1001.vms.hopx.dev/",
			"http://7777-abc.eu2.vms.hopx.dev:7777, https://8080-abc.eu2.vms.hopx.dev/",
			"https://abc.hopx.dev, https://8080-abc.hopx.dev/", "https://7777-abc.hopx.dev, https://8080-abc.hopx.dev/",
			"http://7777-abc-d.sandboxes.test:8443, http://8080-abc-d.sandboxes.test:8443/" })
	void putsThePortInFront(URI origin, URI preview) {
		assertThat(PreviewUrls.of(origin, 8080)).isEqualTo(preview);
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:8099", "http://[::1]:8099", "http://localhost:8099",
			"http://abc.localhost:8099", "http://10.1.2.3" })
	void knowsNoAddressOnThisMachine(URI origin) {
		assertThatExceptionOfType(HopxValidationException.class).isThrownBy(() -> PreviewUrls.of(origin, 8080))
			.withMessageContaining("no addresses of their own");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, -1, 65536 })
	void refusesWhatIsNoPort(int port) {
		assertThatExceptionOfType(HopxValidationException.class)
			.isThrownBy(() -> PreviewUrls.of(URI.create("https://abc.hopx.dev"), port));
	}

}

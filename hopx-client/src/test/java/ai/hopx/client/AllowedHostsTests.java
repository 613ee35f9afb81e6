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

import java.util.List;

import ai.hopx.client.AllowedHosts.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class AllowedHostsTests {

	private final AllowedHosts cloud = new AllowedHosts(DataPlaneSettings.defaults().allowedHosts(), false);

	private final AllowedHosts local = new AllowedHosts(DataPlaneSettings.defaults().allowedHosts(), true);

	@ParameterizedTest
	@CsvSource({ "https://abc.hopx.dev,https://abc.hopx.dev", "https://abc.hopx.dev/,https://abc.hopx.dev",
			"https://7777-abc.eu-1001.vms.hopx.dev,https://7777-abc.eu-1001.vms.hopx.dev",
			"HTTPS://ABC.hopx.DEV:8443/,https://ABC.hopx.DEV:8443", "https://abc.hopx.ai,https://abc.hopx.ai" })
	void takesHostsOfTheCloud(String url, String origin) throws Refused {
		assertThat(this.cloud.origin(url)).hasToString(origin);
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example", "https://hopx.dev.evil.example", "https://evilhopx.dev",
			"https://hopx.dev", "https://.hopx.dev", "https://abc.hopx.dev.", "https://127.0.0.1",
			"http://127.0.0.1:80", "http://localhost:80", "https://169.254.169.254", "https://[::1]",
			"https://evil.example/.hopx.dev" })
	void refusesOtherHosts(String url) {
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> this.cloud.origin(url));
	}

	@Test
	void namesTheKeyToChange() {
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> this.cloud.origin("https://sandbox.example"))
			.withMessageContaining("'hopx.data-plane.allowed-hosts'");
	}

	@ParameterizedTest
	@ValueSource(strings = { "https://evil.example@abc.hopx.dev", "https://abc.hopx.dev@evil.example",
			"https://abc.hopx.dev/x", "https://abc.hopx.dev/..", "https://abc.hopx.dev//", "https://abc.hopx.dev?x",
			"https://abc.hopx.dev#x", "https://abc.hopx.dev\\@evil.example", "https://abc.hopx.dev%2eevil.example",
			"http://abc.hopx.dev", "ws://abc.hopx.dev", "file:///etc/passwd", "abc.hopx.dev", "//abc.hopx.dev",
			"https://", "", "https://abc.hopx.dev:x", "https://abc.hopx.dev \r\nX: 1", "https://a_b\u0000.hopx.dev" })
	void refusesTricks(String url) {
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> this.cloud.origin(url));
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> this.local.origin(url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:4000", "http://127.0.0.51:4000", "http://localhost:4000",
			"http://[::1]:4000", "https://127.0.0.1:4000" })
	void takesLoopbackWhileTheControlPlaneIsThere(String url) throws Refused {
		assertThat(this.local.origin(url)).hasToString(url);
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> this.cloud.origin(url));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1.evil.example", "http://localhost.evil.example", "http://2130706433",
			"http://0x7f.1", "http://0.0.0.0", "http://10.0.0.1", "http://[::2]" })
	void refusesWhatOnlyLooksLikeLoopback(String url) {
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> this.local.origin(url));
	}

	@Test
	void takesAListInPlaceOfTheDefaults() throws Refused {
		AllowedHosts hosts = new AllowedHosts(List.of("One.Example", "*.two.example"), false);
		assertThat(hosts.origin("https://one.example")).hasToString("https://one.example");
		assertThat(hosts.origin("https://a.b.two.example")).hasToString("https://a.b.two.example");
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> hosts.origin("https://a.one.example"));
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> hosts.origin("https://two.example"));
		assertThatExceptionOfType(Refused.class).isThrownBy(() -> hosts.origin("https://abc.hopx.dev"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "*", "*.", "", "https://a.example", "a.example/x", "a.*.example", "**.example", "a b",
			"a.example:1" })
	void refusesPatternsThatMeanSomethingElse(String pattern) {
		assertThatExceptionOfType(HopxConfigurationException.class)
			.isThrownBy(() -> new AllowedHosts(List.of(pattern), false))
			.withMessageStartingWith("'hopx.data-plane.allowed-hosts' must list host names")
			.satisfies((ex) -> assertThat(ex.getProperty()).isEqualTo("hopx.data-plane.allowed-hosts"));
	}

}

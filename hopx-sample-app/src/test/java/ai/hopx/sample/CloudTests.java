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

package ai.hopx.sample;

import java.net.URI;
import java.time.Duration;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.HopxTransportException;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The embedded server on the class path leaves the client all that it needs for the
 * cloud.
 */
class CloudTests {

	@Test
	void theClientSpeaksTls() {
		try (EmbeddedHopx plain = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
				HopxClient client = HopxClient.builder()
					.apiKey(plain::apiKey)
					.baseUrl(URI.create("https://127.0.0.1:" + plain.port()))
					.build()) {
			StepVerifier.create(client.send(HopxRequest.to(Endpoint.API_HEALTH).build()))
				.expectErrorSatisfies((error) -> assertThat(error).isInstanceOf(HopxTransportException.class)
					.hasMessageContaining("SSL/TLS"))
				.verify(Duration.ofSeconds(20));
		}
	}

}

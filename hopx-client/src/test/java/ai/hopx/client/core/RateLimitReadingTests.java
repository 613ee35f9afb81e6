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

import java.time.Duration;

import ai.hopx.client.RateLimit;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Both faces tell of the limit, and neither asks for it.
 */
class RateLimitReadingTests {

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void bothFacesTellWhatTheLastReplySaid() {
		ReactiveHopxTemplate reactive = Wire.reactive(wire);
		HopxTemplate blocking = new HopxTemplate(reactive);
		assertThat(reactive.rateLimit()).isNull();
		assertThat(blocking.rateLimit()).isNull();
		assertThat(wire.controlRequests()).isEmpty();
		Wire.answer(wire.control(),
				okJson("{\"status\":\"ok\"}").withHeader("X-RateLimit-Limit", "100")
					.withHeader("X-RateLimit-Remaining", "41")
					.withHeader("X-RateLimit-Reset", "60"));
		reactive.health().block(Duration.ofSeconds(20));
		RateLimit limit = blocking.rateLimit();
		assertThat(limit).isNotNull().isEqualTo(reactive.rateLimit());
		assertThat(limit.limit()).isEqualTo(100);
		assertThat(limit.remaining()).isEqualTo(41);
		assertThat(limit.resetAt()).isAfter(limit.observedAt());
		assertThat(wire.controlRequests()).hasSize(1);
	}

}

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

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTests {

	private static final HopxException RESET = new HopxTransportException("reset", HopxError.NONE, false, null);

	private final RetrySettings settings = new RetrySettings(6, Duration.ofMillis(200), Duration.ofSeconds(1),
			Duration.ofSeconds(10));

	@Test
	void doublesTheBoundOfARandomWaitUpToALimit() {
		Call call = new Call(HopxRequest.to(Endpoint.AGENT_HEALTH).build(), null, null);
		RetryPolicy longest = new RetryPolicy(this.settings, () -> 1.0);
		assertThat(fail(longest, call)).hasMillis(200);
		assertThat(fail(longest, call)).hasMillis(400);
		assertThat(fail(longest, call)).hasMillis(800);
		assertThat(fail(longest, call)).hasMillis(1000);
		assertThat(fail(longest, call)).hasMillis(1000);
		call.exchangeBegins();
		assertThat(longest.next(call, RESET)).isNull();
	}

	@Test
	void drawsTheWaitFromAllOfTheRange() {
		Call call = new Call(HopxRequest.to(Endpoint.AGENT_HEALTH).build(), null, null);
		assertThat(fail(new RetryPolicy(this.settings, () -> 0.0), call)).isZero();
		assertThat(fail(new RetryPolicy(this.settings, () -> 0.25), call)).hasMillis(100);
	}

	@Test
	void doesNotStartOverWhatHasBeenDeliveredInPart() {
		Call call = new Call(HopxRequest.to(Endpoint.DOWNLOAD_FILE).build(), null, null);
		call.exchangeBegins();
		call.delivered();
		assertThat(new RetryPolicy(this.settings, () -> 0.0).next(call, RESET)).isNull();
	}

	@Test
	void leavesPreparationsToTheirOwnRepeats() {
		Call call = new Call(HopxRequest.to(Endpoint.AGENT_HEALTH).build(), null, null);
		assertThat(new RetryPolicy(this.settings, () -> 0.0).next(call, RESET)).isNull();
	}

	@Test
	void waitsForRateLimitsAsLongAsItMayInAllAndNotLonger() {
		RetryPolicy policy = new RetryPolicy(this.settings, () -> 0.5);
		Call call = new Call(HopxRequest.to(Endpoint.EXECUTE).build(), null, null);
		call.exchangeBegins();
		assertThat(policy.next(call, limited(Duration.ofSeconds(9)))).hasMillis(9_100);
		call.exchangeBegins();
		assertThat(policy.next(call, limited(Duration.ofSeconds(1)))).hasMillis(1_100);
		call.exchangeBegins();
		assertThat(policy.next(call, limited(Duration.ofMillis(1)))).isNull();
	}

	private static HopxException limited(Duration wait) {
		return new HopxRateLimitException("slow down", HopxError.NONE, null, null, null, wait);
	}

	private static Duration fail(RetryPolicy policy, Call call) {
		call.exchangeBegins();
		return policy.next(call, RESET);
	}

}

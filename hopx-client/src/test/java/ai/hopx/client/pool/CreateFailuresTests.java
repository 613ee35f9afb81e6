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

package ai.hopx.client.pool;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import ai.hopx.client.HopxAuthenticationException;
import ai.hopx.client.HopxConflictException;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxForbiddenException;
import ai.hopx.client.HopxPaymentRequiredException;
import ai.hopx.client.HopxRateLimitException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.TemplateNotFoundException;
import ai.hopx.client.pool.PoolMetricsRecorder.CreateOutcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What a failed create means for the next one.
 */
class CreateFailuresTests {

	private static final HopxError NOWHERE = HopxError.of(null);

	private static final Duration WAIT = Duration.ofSeconds(7);

	static Stream<Arguments> failures() {
		return Stream.of(arguments(new PreparationException("exit code 1", "s1", null), CreateOutcome.PREPARE, false),
				arguments(new LeaseTooShortException("test", "s1"), CreateOutcome.EXPIRED, false),
				arguments(new HopxAuthenticationException("key", NOWHERE), CreateOutcome.REFUSED, true),
				arguments(new HopxAuthenticationException("token", HopxError.of("s1")), CreateOutcome.OTHER, false),
				arguments(new HopxPaymentRequiredException("pay", NOWHERE), CreateOutcome.REFUSED, true),
				arguments(new TemplateNotFoundException("template", NOWHERE), CreateOutcome.REFUSED, true),
				arguments(new HopxForbiddenException("no", NOWHERE), CreateOutcome.REFUSED, true),
				arguments(
						new HopxForbiddenException("full",
								new HopxError(403, "RESOURCE_LIMIT_ERROR", null, null, Map.of())),
						CreateOutcome.OTHER, false),
				arguments(new HopxTimeoutException("slow", NOWHERE), CreateOutcome.TIMEOUT, false),
				arguments(limited(null), CreateOutcome.RATE_LIMITED, false),
				arguments(new HopxServerException("oops", NOWHERE, null), CreateOutcome.SERVER_ERROR, false),
				arguments(transport(true), CreateOutcome.TRANSPORT, false),
				arguments(new HopxConflictException("busy", NOWHERE), CreateOutcome.OTHER, false),
				arguments(new IllegalStateException("bug"), CreateOutcome.OTHER, false));
	}

	@ParameterizedTest
	@MethodSource("failures")
	void hasAnOutcomeAndMayBeARefusal(Throwable failure, CreateOutcome outcome, boolean refusal) {
		assertThat(CreateFailures.outcome(failure)).isEqualTo(outcome);
		assertThat(CreateFailures.isRefusal(failure)).isEqualTo(refusal);
	}

	@Test
	void whatWasNotSentWasNoWorkForTheService() {
		assertThat(CreateFailures.isUnsent(transport(true))).isTrue();
		assertThat(CreateFailures.isUnsent(transport(false))).isFalse();
		assertThat(CreateFailures.isUnsent(limited(null))).isFalse();
	}

	@Test
	void aLimitAndABusyServerMaySayHowLongToWait() {
		assertThat(CreateFailures.toldToWait(limited(WAIT))).isEqualTo(WAIT);
		assertThat(CreateFailures.toldToWait(limited(null))).isNull();
		assertThat(CreateFailures.toldToWait(new HopxServerException("busy", NOWHERE, WAIT))).isEqualTo(WAIT);
		assertThat(CreateFailures.toldToWait(transport(true))).isNull();
	}

	private static HopxException limited(Duration wait) {
		return new HopxRateLimitException("slow down", NOWHERE, null, null, null, wait);
	}

	private static HopxException transport(boolean unsent) {
		return new HopxTransportException("no", NOWHERE, unsent, null);
	}

}

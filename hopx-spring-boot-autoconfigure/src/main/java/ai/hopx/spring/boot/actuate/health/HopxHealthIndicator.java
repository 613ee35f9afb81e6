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

package ai.hopx.spring.boot.actuate.health;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.HopxTransportException;
import ai.hopx.client.RateLimit;
import ai.hopx.client.SentOnce;
import ai.hopx.client.model.ApiHealth;
import ai.hopx.client.model.SandboxPage;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Timed;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.format.annotation.DurationFormat;
import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.Assert;
import org.springframework.util.function.SingletonSupplier;

/**
 * {@link ReactiveHealthIndicator} for the control plane: {@code GET /health}, and where
 * that is well, at most once a minute, {@code GET /v1/sandboxes} for one sandbox, which
 * shows whether the API key is accepted. All who ask in that minute share its outcome,
 * good or bad.
 * <p>
 * {@code DOWN} where the control plane is not reached in time or does not say that it is
 * healthy, where the key is refused, and where credit is exhausted. A second call that
 * fails otherwise says nothing of the key: {@code UP}, with a warning. What goes wrong
 * with Hopx is neither thrown nor logged but among the details, since probes ask every
 * few seconds. No detail holds a secret.
 */
public class HopxHealthIndicator extends AbstractReactiveHealthIndicator {

	private static final Duration KEY_CHECK_INTERVAL = Duration.ofMinutes(1);

	private static final HopxRequest HEALTH = HopxRequest.to(Endpoint.API_HEALTH).build();

	private static final HopxRequest ONE_SANDBOX = HopxRequest.to(Endpoint.LIST_SANDBOXES).query("limit", 1).build();

	private final HopxClient client;

	private final Duration timeout;

	private final Supplier<Scheduler> scheduler;

	/** Made with the first question: to make it loads much of Reactor. */
	private final SingletonSupplier<Mono<Verdict>> keyCheck = SingletonSupplier.of(this::checkKey);

	/**
	 * Create an indicator.
	 * @param client the way to the control plane
	 * @param timeout how long both calls may take together
	 */
	public HopxHealthIndicator(HopxClient client, Duration timeout) {
		this(client, timeout, Schedulers::parallel);
	}

	HopxHealthIndicator(HopxClient client, Duration timeout, Supplier<Scheduler> scheduler) {
		super("Hopx health check failed");
		Assert.notNull(client, "'client' must not be null");
		this.client = client;
		this.timeout = HopxConfigurationException.requirePositive("hopx.health.timeout", timeout);
		this.scheduler = scheduler;
	}

	/**
	 * Has a limit of its own: whoever waits for it may have less time, and its outcome is
	 * for those who come later too.
	 */
	private Mono<Verdict> checkKey() {
		return SentOnce.of(this.client.retrieve(ONE_SANDBOX, SandboxPage.class))
			.timeout(this.timeout, this.scheduler.get())
			.thenReturn(Verdict.WELL)
			.onErrorResume(HopxException.class, (failure) -> Mono.just(Verdict.ofKey(failure)))
			.onErrorResume(TimeoutException.class, (late) -> Mono.just(Verdict.keyUnknown(noAnswer())))
			.cache(KEY_CHECK_INTERVAL, this.scheduler.get());
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		builder.withDetail("baseUrl", this.client.baseUrl().toString());
		return SentOnce.of(this.client.retrieve(HEALTH, ApiHealth.class))
			.timed(this.scheduler.get())
			.timeout(this.timeout, this.scheduler.get())
			.flatMap((reply) -> answered(builder, reply))
			.onErrorResume(HopxException.class, (failure) -> Mono.just(Verdict.down(unreached(failure))))
			.onErrorResume(TimeoutException.class, (late) -> Mono.just(Verdict.down(noAnswer())))
			.map((verdict) -> health(builder, verdict));
	}

	private Mono<Verdict> answered(Health.Builder builder, Timed<ApiHealth> reply) {
		ApiHealth health = reply.get();
		if (health.version() != null) {
			builder.withDetail("version", health.version());
		}
		builder.withDetail("latency", reply.elapsed().toMillis() + "ms");
		if (!health.isHealthy()) {
			return Mono.just(Verdict.down(unwell(health)));
		}
		Duration left = this.timeout.minus(reply.elapsed());
		return this.keyCheck.obtain()
			.timeout(left, Mono.fromSupplier(() -> Verdict.keyUnknown(noAnswer())), this.scheduler.get());
	}

	private Health health(Health.Builder builder, Verdict verdict) {
		builder.status(verdict.down() ? Status.DOWN : Status.UP)
			.withDetail("apiKey", text(verdict.apiKey()))
			.withDetail("dataPlaneAuth", text(this.client.dataPlaneAuth()));
		RateLimit rateLimit = this.client.rateLimit();
		if (rateLimit != null) {
			builder.withDetail("rateLimit", details(rateLimit));
		}
		if (verdict.message() != null) {
			builder.withDetail(verdict.down() ? "error" : "warning", verdict.message());
		}
		return builder.build();
	}

	private static Map<String, Object> details(RateLimit rateLimit) {
		Map<String, Object> details = new LinkedHashMap<>();
		if (rateLimit.limit() != null) {
			details.put("limit", rateLimit.limit());
		}
		if (rateLimit.remaining() != null) {
			details.put("remaining", rateLimit.remaining());
		}
		if (rateLimit.resetAt() != null) {
			details.put("reset", rateLimit.resetAt().truncatedTo(ChronoUnit.SECONDS).toString());
		}
		return details;
	}

	private String unwell(ApiHealth health) {
		return (health.status() != null) ? "Hopx says of itself that it is '%s'".formatted(health.status())
				: "%s does not say how it is: check that 'hopx.base-url' is that of Hopx"
					.formatted(this.client.baseUrl());
	}

	private String unreached(HopxException failure) {
		return (failure instanceof HopxTransportException)
				? "%s cannot be reached: check 'hopx.base-url' and the network. %s".formatted(this.client.baseUrl(),
						failure.getMessage())
				: String.valueOf(failure.getMessage());
	}

	private String noAnswer() {
		return "%s did not answer within %s, which is 'hopx.health.timeout'".formatted(this.client.baseUrl(),
				DurationFormatterUtils.print(this.timeout, DurationFormat.Style.COMPOSITE));
	}

	private static String text(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}

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

import java.util.Locale;
import java.util.function.Supplier;

import ai.hopx.client.pool.PoolStatus;
import ai.hopx.client.pool.PoolStatus.Phase;
import ai.hopx.client.pool.ReactiveSandboxPool;
import reactor.core.publisher.Mono;

import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.util.Assert;

/**
 * {@link ReactiveHealthIndicator} for a pool of sandboxes. Asks nobody but the pool.
 * <p>
 * {@code OUT_OF_SERVICE} where the service refuses to create sandboxes for a reason that
 * waiting does not cure, even while some are ready, since somebody has to act before they
 * are used up; and where the pool is stopping or has stopped. {@code DOWN} where none is
 * ready and creates fail. Otherwise {@code UP}: to be empty alone is no failure.
 */
public class SandboxPoolHealthIndicator extends AbstractReactiveHealthIndicator {

	private final Supplier<PoolStatus> status;

	/**
	 * Create an indicator.
	 * @param pool the pool
	 */
	public SandboxPoolHealthIndicator(ReactiveSandboxPool pool) {
		this(statusOf(pool));
	}

	SandboxPoolHealthIndicator(Supplier<PoolStatus> status) {
		super("Sandbox pool health check failed");
		this.status = status;
	}

	private static Supplier<PoolStatus> statusOf(ReactiveSandboxPool pool) {
		Assert.notNull(pool, "'pool' must not be null");
		return pool::status;
	}

	@Override
	protected Mono<Health> doHealthCheck(Health.Builder builder) {
		return Mono.fromSupplier(() -> health(builder, this.status.get()));
	}

	private static Health health(Health.Builder builder, PoolStatus status) {
		builder.withDetail("phase", status.phase().name().toLowerCase(Locale.ROOT))
			.withDetail("template", status.template())
			.withDetail("minIdle", status.minIdle())
			.withDetail("maxSize", status.maxSize())
			.withDetail("idle", status.idle())
			.withDetail("warming", status.warming())
			.withDetail("borrowed", status.borrowed())
			.withDetail("pending", status.pending())
			.withDetail("killing", status.killing());
		if (status.lastError() != null) {
			builder.withDetail("lastError", status.lastError());
		}
		if (status.nextTry() != null) {
			builder.withDetail("nextTry", status.nextTry().toSeconds() + "s");
		}
		if (status.heldUpBy() != null) {
			builder.withDetail("heldUpBy", status.heldUpBy().name().toLowerCase(Locale.ROOT).replace('_', '-'));
		}
		if (status.phase() == Phase.STOPPING || status.phase() == Phase.STOPPED) {
			return builder.outOfService().withDetail("error", "A pool that stops lends nothing").build();
		}
		if (status.refused()) {
			return builder.outOfService()
				.withDetail("error",
						"Hopx refuses to create sandboxes, and waiting will not change that: see lastError. "
								+ "Only the %d that are ready are still lent".formatted(status.idle()))
				.build();
		}
		if (isFailing(status)) {
			return builder.down()
				.withDetail("error", "No sandbox is ready, and creating one fails: see lastError")
				.build();
		}
		return builder.up().build();
	}

	/**
	 * A pool without a minimum that nobody waits for tries nothing: its last error may be
	 * of long ago.
	 */
	private static boolean isFailing(PoolStatus status) {
		boolean trying = status.nextTry() != null || status.minIdle() > 0 || status.pending() > 0;
		return status.idle() == 0 && status.lastError() != null && trying;
	}

}

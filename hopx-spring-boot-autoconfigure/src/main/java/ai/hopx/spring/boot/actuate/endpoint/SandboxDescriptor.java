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

package ai.hopx.spring.boot.actuate.endpoint;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import ai.hopx.client.model.MetricsSnapshot;
import ai.hopx.client.monitor.TrackedSandbox;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@link HopxEndpoint} shows of a sandbox.
 *
 * @param id its id
 * @param template what it was created from, as its creator named it
 * @param pool the pool that it was made for, {@code null} where it was made for none
 * @param state its state, as this application last saw or made it
 * @param createdAt when it began to serve
 * @param age how long ago that was
 * @param leaseLeft how long until the service destroys it, {@code null} for ever or where
 * it is not known
 * @param snapshot what it last told of itself, {@code null} where it has not
 */
public record SandboxDescriptor(String id, String template, @Nullable String pool, String state, Instant createdAt,
		Duration age, @Nullable Duration leaseLeft,
		@Nullable SnapshotDescriptor snapshot) implements OperationResponseBody {

	static SandboxDescriptor brief(TrackedSandbox sandbox, Instant now) {
		return of(sandbox, now, false);
	}

	static SandboxDescriptor whole(TrackedSandbox sandbox, Instant now) {
		return of(sandbox, now, true);
	}

	private static SandboxDescriptor of(TrackedSandbox sandbox, Instant now, boolean whole) {
		MetricsSnapshot snapshot = sandbox.snapshot();
		Instant snapshotAt = sandbox.snapshotAt();
		Instant expiresAt = sandbox.expiresAt();
		return new SandboxDescriptor(sandbox.id(), sandbox.template(), sandbox.pool(), sandbox.state().value(),
				sandbox.createdAt(), notNegative(sandbox.createdAt(), now),
				(expiresAt != null) ? notNegative(now, expiresAt) : null,
				(snapshot != null && snapshotAt != null) ? SnapshotDescriptor.of(snapshot, snapshotAt, whole) : null);
	}

	private static Duration notNegative(Instant from, Instant to) {
		Duration duration = Duration.between(from, to);
		return duration.isNegative() ? Duration.ZERO : duration.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * What a sandbox told of itself. What it left out is {@code null}.
	 *
	 * @param takenAt when
	 * @param executions runs so far
	 * @param activeExecutions runs at that moment
	 * @param errors failed requests so far
	 * @param cpuUsagePercent load of the processors
	 * @param memoryUsed memory in use, in bytes
	 * @param values every number by its path in the snapshot. For one sandbox only, not
	 * in the list of all
	 */
	public record SnapshotDescriptor(Instant takenAt, @Nullable Double executions, @Nullable Double activeExecutions,
			@Nullable Double errors, @Nullable Double cpuUsagePercent, @Nullable Double memoryUsed,
			@Nullable Map<String, Double> values) {

		static SnapshotDescriptor of(MetricsSnapshot snapshot, Instant takenAt, boolean whole) {
			return new SnapshotDescriptor(takenAt, snapshot.totalExecutions(), snapshot.activeExecutions(),
					snapshot.totalErrors(), snapshot.cpuUsagePercent(), snapshot.memoryUsed(),
					whole ? snapshot.values() : null);
		}

	}

}

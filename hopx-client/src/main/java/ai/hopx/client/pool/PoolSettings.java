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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How a pool works. Each setting is {@code hopx.pools.<name>.*} in an application with
 * Spring Boot. Immutable.
 *
 * @param name name of the pool, as in {@code hopx.pools.<name>}
 * @param template name or id of the template that its sandboxes are created from
 * @param region where its sandboxes run, {@code null} for the default of {@code
 * SandboxDefaults}
 * @param internetAccess whether its sandboxes may reach the internet, {@code null} for
 * the default of {@code SandboxDefaults}
 * @param autoStartup whether it starts with its application; if not, with its first use
 * @param minIdle how many sandboxes it keeps ready
 * @param maxSize how many sandboxes it has at most: being created, ready, and lent
 * @param onEmpty what an acquire does that finds none ready
 * @param acquireTimeout how long an acquire waits for a sandbox, what is applied at
 * hand-over included
 * @param pendingAcquireMaxCount how many acquires may wait; more are turned away
 * @param createTimeout how long it may take until a new sandbox is ready, its preparation
 * included
 * @param lease after what time the service destroys a sandbox that is not renewed, such
 * as after a crash of the application
 * @param renewInterval how long after a renewal of its lease a sandbox is renewed again.
 * Spread over up to a tenth less
 * @param renewBorrowed whether the leases of borrowed sandboxes are renewed
 * @param minRemainingTtl how much of its lease a sandbox must have left to be lent
 * @param maxIdleAge how old a sandbox may get without being lent. Spread over up to a
 * tenth less
 * @param validation when the agents of sandboxes are asked how they are
 * @param validationInterval how often the agents of waiting sandboxes are asked how they
 * are
 * @param maxCreatesPerMinute how many sandboxes are created in any minute, {@code null}
 * for no limit of the pool
 * @param warmUpConcurrency how many sandboxes are created at a time, beyond those that
 * callers wait for
 * @param warmUpCommands shell commands that each new sandbox runs before it is kept ready
 * @param warmUpCode Python code that each new sandbox runs before it is kept ready, after
 * the commands, {@code null} for none
 * @param leakDetectionThreshold how long a sandbox may be lent before its borrower is
 * named in the log, {@code null} for however long
 * @param drainTimeout how long borrowed sandboxes are left alone when the pool stops
 * @param killConcurrency how many sandboxes are killed at a time
 * @see #builder(String, String)
 */
public record PoolSettings(String name, String template, @Nullable String region, @Nullable Boolean internetAccess,
		boolean autoStartup, int minIdle, int maxSize, OnEmpty onEmpty, Duration acquireTimeout,
		int pendingAcquireMaxCount, Duration createTimeout, Duration lease, Duration renewInterval,
		boolean renewBorrowed, Duration minRemainingTtl, Duration maxIdleAge, Validation validation,
		Duration validationInterval, @Nullable Integer maxCreatesPerMinute, int warmUpConcurrency,
		List<String> warmUpCommands, @Nullable String warmUpCode, @Nullable Duration leakDetectionThreshold,
		Duration drainTimeout, int killConcurrency) {

	private static final Duration LEAST_KILL_TIMEOUT = Duration.ofSeconds(5);

	public PoolSettings {
		warmUpCommands = List.copyOf(warmUpCommands);
	}

	/**
	 * Start to build settings.
	 * @param name name of the pool, as in {@code hopx.pools.<name>}
	 * @param template name or id of the template that its sandboxes are created from
	 * @return a builder, with the defaults
	 */
	public static PoolSettingsBuilder builder(String name, String template) {
		return new PoolSettingsBuilder(name, template);
	}

	/**
	 * Return how long the pool takes to kill what it has when it stops, at most.
	 * @return the time after the {@link #drainTimeout()}
	 */
	public Duration killTimeout() {
		long rounds = (this.maxSize + this.killConcurrency - 1L) / this.killConcurrency;
		Duration longest = Duration.ofSeconds(rounds);
		return (longest.compareTo(LEAST_KILL_TIMEOUT) > 0) ? longest : LEAST_KILL_TIMEOUT;
	}

	@Override
	public String toString() {
		return "PoolSettings[name=%s, template=%s, minIdle=%d, maxSize=%d, lease=%s]".formatted(this.name,
				this.template, this.minIdle, this.maxSize, this.lease);
	}

}

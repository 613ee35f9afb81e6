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

package ai.hopx.embedded;

import org.springframework.util.Assert;

/**
 * How much an {@link EmbeddedHopx} may be asked for in a time. Start from {@link #none()}
 * or {@link #ofService()} and change what matters; each must be greater than 0.
 *
 * @param requestsPerMinute requests to the control plane
 * @param createsPerMinute new sandboxes
 * @param agentRequestsPerMinute requests to one sandbox's agent
 * @param buildsPerHour template builds in any hour
 * @param buildsPerDay template builds in any 24 hours
 */
public record Quotas(int requestsPerMinute, int createsPerMinute, int agentRequestsPerMinute, int buildsPerHour,
		int buildsPerDay) {

	/** Far beyond what one machine serves. */
	private static final int UNLIMITED = 1_000_000;

	public Quotas {
		check("requestsPerMinute", requestsPerMinute);
		check("createsPerMinute", createsPerMinute);
		check("agentRequestsPerMinute", agentRequestsPerMinute);
		check("buildsPerHour", buildsPerHour);
		check("buildsPerDay", buildsPerDay);
	}

	/**
	 * Return quotas that are out of reach.
	 * @return no quotas to speak of
	 */
	public static Quotas none() {
		return new Quotas(UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED, UNLIMITED);
	}

	/**
	 * Return the quotas that the service documents: 100 requests and 20 new sandboxes a
	 * minute, 300 requests a minute to one sandbox, 10 builds an hour, 50 a day.
	 * @return the service's quotas
	 */
	public static Quotas ofService() {
		return new Quotas(100, 20, 300, 10, 50);
	}

	/**
	 * Return these quotas with another limit of requests to the control plane.
	 * @param requestsPerMinute the limit
	 * @return the changed quotas
	 */
	public Quotas withRequestsPerMinute(int requestsPerMinute) {
		return new Quotas(requestsPerMinute, this.createsPerMinute, this.agentRequestsPerMinute, this.buildsPerHour,
				this.buildsPerDay);
	}

	/**
	 * Return these quotas with another limit of new sandboxes.
	 * @param createsPerMinute the limit
	 * @return the changed quotas
	 */
	public Quotas withCreatesPerMinute(int createsPerMinute) {
		return new Quotas(this.requestsPerMinute, createsPerMinute, this.agentRequestsPerMinute, this.buildsPerHour,
				this.buildsPerDay);
	}

	/**
	 * Return these quotas with another limit of requests to one sandbox's agent.
	 * @param agentRequestsPerMinute the limit
	 * @return the changed quotas
	 */
	public Quotas withAgentRequestsPerMinute(int agentRequestsPerMinute) {
		return new Quotas(this.requestsPerMinute, this.createsPerMinute, agentRequestsPerMinute, this.buildsPerHour,
				this.buildsPerDay);
	}

	/**
	 * Return these quotas with other limits of template builds.
	 * @param buildsPerHour builds in any hour
	 * @param buildsPerDay builds in any 24 hours
	 * @return the changed quotas
	 */
	public Quotas withBuilds(int buildsPerHour, int buildsPerDay) {
		return new Quotas(this.requestsPerMinute, this.createsPerMinute, this.agentRequestsPerMinute, buildsPerHour,
				buildsPerDay);
	}

	private static void check(String name, int value) {
		Assert.isTrue(value > 0, () -> "'" + name + "' must be greater than 0, not " + value);
	}

}

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

import ai.hopx.client.HopxConfigurationException;

/**
 * How many requests pools may make to the control plane in a minute: creates and renewals
 * of leases. Shared by pools that share an API key, since the service counts by key and
 * the application has calls of its own to make. Safe for use from many threads.
 */
public final class BackgroundQuota {

	private final MinuteQuota quota;

	private final int perMinute;

	private BackgroundQuota(int perMinute) {
		this.perMinute = perMinute;
		this.quota = new MinuteQuota(perMinute);
	}

	/**
	 * Make a quota.
	 * @param requests how many requests in any minute
	 * @return the quota, unused
	 */
	public static BackgroundQuota perMinute(int requests) {
		HopxConfigurationException.requirePositive("hopx.background-requests-per-minute", requests);
		return new BackgroundQuota(requests);
	}

	/**
	 * Return how many requests there are in a minute.
	 * @return the number
	 */
	public int perMinute() {
		return this.perMinute;
	}

	/**
	 * Return when a request may be made, not before now.
	 */
	synchronized long next(long now) {
		return this.quota.next(now);
	}

	/**
	 * Use one up, if there is one.
	 */
	synchronized boolean take(long now) {
		return this.quota.take(now);
	}

}

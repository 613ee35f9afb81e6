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

/**
 * Connections of {@link HopxConnections}. Each sandbox is a host of its own.
 *
 * @param connectTimeout how long a connection may take to open
 * @param maxConnections how many there may be to one host
 * @param pendingAcquireMaxCount how many requests may wait for one of them
 * @param maxIdleTime how long an unused one is kept
 */
public record ConnectionSettings(Duration connectTimeout, int maxConnections, int pendingAcquireMaxCount,
		Duration maxIdleTime) {

	private static final ConnectionSettings DEFAULTS = new ConnectionSettings(Duration.ofSeconds(10), 64, 1000,
			Duration.ofSeconds(20));

	public ConnectionSettings {
		HopxConfigurationException.requirePositive("hopx.http.connect-timeout", connectTimeout);
		HopxConfigurationException.requirePositive("hopx.http.max-connections", maxConnections);
		HopxConfigurationException.requirePositive("hopx.http.pending-acquire-max-count", pendingAcquireMaxCount);
		HopxConfigurationException.requirePositive("hopx.http.max-idle-time", maxIdleTime);
	}

	/**
	 * Return the settings used where none are given: 10 s to connect, 64 connections a
	 * host, 1000 requests waiting, 20 s idle.
	 * @return the settings
	 */
	public static ConnectionSettings defaults() {
		return DEFAULTS;
	}

}

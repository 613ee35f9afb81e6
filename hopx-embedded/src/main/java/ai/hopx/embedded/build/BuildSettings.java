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

package ai.hopx.embedded.build;

import java.time.Duration;

/**
 * The limits of template builds.
 *
 * @param buildsPerHour how many builds are taken in any hour
 * @param buildsPerDay how many builds are taken in any 24 hours
 * @param maxRunning how many builds run side by side; more wait
 * @param maxWaiting how many may wait
 * @param maxTemplates how many templates callers may keep
 * @param maxUploadBytes size of the largest upload
 * @param maxUploadsBytes how much of all uploads is kept; the oldest go first
 * @param linkLifetime how long a link for an upload is good
 * @param stepTimeout how long one step may take
 * @param buildTimeout how long a build may take, its ready check included
 * @param maxLogChars how much of a build's log is kept, in characters
 */
public record BuildSettings(int buildsPerHour, int buildsPerDay, int maxRunning, int maxWaiting, int maxTemplates,
		long maxUploadBytes, long maxUploadsBytes, Duration linkLifetime, Duration stepTimeout, Duration buildTimeout,
		int maxLogChars) {

	private static final long MIB = 1 << 20;

	/**
	 * Return the limits of an ordinary server.
	 * @param buildsPerHour how many builds are taken in any hour
	 * @param buildsPerDay how many builds are taken in any 24 hours
	 * @return the settings
	 */
	public static BuildSettings of(int buildsPerHour, int buildsPerDay) {
		return new BuildSettings(buildsPerHour, buildsPerDay, 2, 20, 100, 512 * MIB, 2048 * MIB, Duration.ofMinutes(15),
				Duration.ofMinutes(15), Duration.ofMinutes(30), 1 << 20);
	}

}

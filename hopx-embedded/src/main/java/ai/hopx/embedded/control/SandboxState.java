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

package ai.hopx.embedded.control;

import java.util.Locale;

import ai.hopx.embedded.agent.Availability;

/**
 * The states of a sandbox that exists.
 */
enum SandboxState {

	CREATING(Availability.CREATING),

	RUNNING(Availability.RUNNING),

	PAUSED(Availability.PAUSED),

	STOPPED(Availability.STOPPED),

	ERROR(Availability.FAILED);

	private final Availability availability;

	SandboxState(Availability availability) {
		this.availability = availability;
	}

	/**
	 * Return what the sandbox's agent does in this state.
	 * @return whether it serves
	 */
	Availability availability() {
		return this.availability;
	}

	/**
	 * Return the state's name on the wire.
	 * @return the name
	 */
	String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}

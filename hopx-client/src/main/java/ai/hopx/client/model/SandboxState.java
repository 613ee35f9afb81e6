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

package ai.hopx.client.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * State of a sandbox. Open: a state that this version does not know is kept as it came.
 *
 * @param value the service's name of the state
 */
public record SandboxState(@JsonValue String value) {

	/**
	 * On its way to {@link #RUNNING}.
	 */
	public static final SandboxState CREATING = new SandboxState("creating");

	/**
	 * Serves calls.
	 */
	public static final SandboxState RUNNING = new SandboxState("running");

	/**
	 * Keeps memory and processes, serves no calls.
	 */
	public static final SandboxState PAUSED = new SandboxState("paused");

	/**
	 * Keeps its files only.
	 */
	public static final SandboxState STOPPED = new SandboxState("stopped");

	/**
	 * Did not start. It can only be deleted.
	 */
	public static final SandboxState ERROR = new SandboxState("error");

	/**
	 * Gone for good.
	 */
	public static final SandboxState DELETED = new SandboxState("deleted");

	/**
	 * The service named none.
	 */
	public static final SandboxState UNKNOWN = new SandboxState("unknown");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public SandboxState {
	}

	@Override
	public String toString() {
		return this.value;
	}

}

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

import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How far a run in the background is. Open: a status that this version does not know is
 * kept as it came.
 *
 * @param value the service's name of the status
 */
public record ProcessStatus(@JsonValue String value) {

	/**
	 * Accepted, and not begun.
	 */
	public static final ProcessStatus QUEUED = new ProcessStatus("queued");

	/**
	 * Under way.
	 */
	public static final ProcessStatus RUNNING = new ProcessStatus("running");

	/**
	 * Ended with exit code 0.
	 */
	public static final ProcessStatus COMPLETED = new ProcessStatus("completed");

	/**
	 * Ended with an error.
	 */
	public static final ProcessStatus FAILED = new ProcessStatus("failed");

	/**
	 * Ended by a kill.
	 */
	public static final ProcessStatus KILLED = new ProcessStatus("killed");

	/**
	 * Ended by its time-out.
	 */
	public static final ProcessStatus TIMEOUT = new ProcessStatus("timeout");

	/**
	 * The service named none.
	 */
	public static final ProcessStatus UNKNOWN = new ProcessStatus("unknown");

	private static final Set<String> ENDS = Set.of("completed", "failed", "killed", "timeout", "timed_out", "finished",
			"exited", "stopped", "error", "cancelled", "canceled", "terminated");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public ProcessStatus {
	}

	/**
	 * Return whether this is the end of a run.
	 * @return whether nothing comes after this status; {@code false} for one that this
	 * version does not know
	 */
	public boolean isEnd() {
		return ENDS.contains(this.value.toLowerCase(Locale.ROOT));
	}

	@Override
	public String toString() {
		return this.value;
	}

}

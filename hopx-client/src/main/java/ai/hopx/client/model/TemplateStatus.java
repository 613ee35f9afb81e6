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

import java.util.Set;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * State of a template or of the build that makes it. Open: a state that this version does
 * not know is kept as it came.
 *
 * @param value the service's name of the state
 */
public record TemplateStatus(@JsonValue String value) {

	/**
	 * Waits to be built.
	 */
	public static final TemplateStatus PENDING = new TemplateStatus("pending");

	/**
	 * Is being built.
	 */
	public static final TemplateStatus BUILDING = new TemplateStatus("building");

	/**
	 * Is built, and on its way to where sandboxes run.
	 */
	public static final TemplateStatus PUBLISHING = new TemplateStatus("publishing");

	/**
	 * Can be used.
	 */
	public static final TemplateStatus ACTIVE = new TemplateStatus("active");

	/**
	 * Could not be built.
	 */
	public static final TemplateStatus FAILED = new TemplateStatus("failed");

	/**
	 * The service named none.
	 */
	public static final TemplateStatus UNKNOWN = new TemplateStatus("unknown");

	private static final Set<String> SUCCESSES = Set.of("active", "success", "completed");

	private static final Set<String> FAILURES = Set.of("failed", "error", "cancelled", "canceled");

	@JsonCreator(mode = JsonCreator.Mode.DELEGATING)
	public TemplateStatus {
	}

	/**
	 * Return whether a build in this state has ended well, by whichever name.
	 * @return whether it has
	 */
	public boolean isSuccess() {
		return SUCCESSES.contains(this.value);
	}

	/**
	 * Return whether a build in this state has failed, by whichever name.
	 * @return whether it has
	 */
	public boolean isFailure() {
		return FAILURES.contains(this.value);
	}

	/**
	 * Return whether a build in this state has ended.
	 * @return whether it has
	 */
	public boolean isEnd() {
		return isSuccess() || isFailure();
	}

	@Override
	public String toString() {
		return this.value;
	}

}

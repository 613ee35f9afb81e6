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

package ai.hopx.client.core;

import ai.hopx.client.model.SandboxState;
import org.jspecify.annotations.Nullable;

/**
 * Which sandboxes to list. Immutable: each method returns a copy.
 *
 * @param state their state, {@code null} for any
 * @param region where they run, {@code null} for anywhere
 * @param limit how many at most, {@code null} for all
 */
public record SandboxFilter(@Nullable SandboxState state, @Nullable String region, @Nullable Integer limit) {

	private static final SandboxFilter ALL = new SandboxFilter(null, null, null);

	public SandboxFilter {
		if (limit != null && limit < 1) {
			throw Arguments.invalid("The limit of a list must be at least 1 but is " + limit);
		}
	}

	/**
	 * Return a filter that lets all pass.
	 * @return the filter
	 */
	public static SandboxFilter all() {
		return ALL;
	}

	/**
	 * Let only sandboxes in a state pass.
	 * @param state the state
	 * @return a copy
	 */
	public SandboxFilter state(SandboxState state) {
		return new SandboxFilter(state, this.region, this.limit);
	}

	/**
	 * Let only sandboxes of a region pass.
	 * @param region name of the region
	 * @return a copy
	 */
	public SandboxFilter region(String region) {
		return new SandboxFilter(this.state, region, this.limit);
	}

	/**
	 * Let only so many pass.
	 * @param limit how many at most
	 * @return a copy
	 */
	public SandboxFilter limit(int limit) {
		return new SandboxFilter(this.state, this.region, limit);
	}

}

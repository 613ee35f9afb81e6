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

package ai.hopx.client.observation;

/**
 * How an operation ended.
 */
public enum OperationOutcome {

	/**
	 * It did what it is for.
	 */
	SUCCESS("success"),

	/**
	 * It ran a program, which ended with an exit code other than zero or by its own
	 * time-out. Nothing is wrong with Hopx.
	 */
	FAILURE("failure"),

	/**
	 * It did not end in time.
	 */
	TIMEOUT("timeout"),

	/**
	 * It was not let in: key, credit, rights, rate limit, or a pool that lends nothing.
	 */
	REJECTED("rejected"),

	/**
	 * Its caller left.
	 */
	CANCELLED("cancelled"),

	/**
	 * It failed in another way.
	 */
	ERROR("error");

	private final String value;

	OperationOutcome(String value) {
		this.value = value;
	}

	/**
	 * Return how it is written in tags.
	 * @return the value
	 */
	public String value() {
		return this.value;
	}

	@Override
	public String toString() {
		return this.value;
	}

}

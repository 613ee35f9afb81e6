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

package ai.hopx.embedded.fault;

/**
 * A fault that has been set. Safe for use from many threads.
 */
public interface Fault {

	/**
	 * Return how many requests it has met.
	 * @return the number, without those that it let pass at first
	 */
	int hits();

	/**
	 * Return whether it meets no more requests.
	 * @return whether it is used up or was lifted
	 */
	boolean isSpent();

	/**
	 * Let it meet no more requests.
	 */
	void lift();

}

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
 * Failures on demand: says which of the next requests fail, and how. <pre class="code">
 * hopx.faults().dataPlane().post("/execute").times(2).status(503);
 * hopx.faults().controlPlane().delete("/v1/sandboxes/{id}").reset();
 * Fault lost = hopx.faults().controlPlane().post("/v1/sandboxes").resetAfterWork();
 * </pre> Of several faults that match a request the one that was set last and is not used
 * up applies. All end with the server. Safe for use from many threads.
 */
public interface Faults {

	/**
	 * Aim at requests to the control plane.
	 * @return its next request, whichever that is
	 */
	FaultTarget controlPlane();

	/**
	 * Aim at requests to the agents of sandboxes.
	 * @return the next request to any of them
	 */
	FaultTarget dataPlane();

	/**
	 * Let the control plane refuse the key, as it does with one that was revoked: 401 to
	 * everything but {@code /health}, until it is lifted. Sandboxes go on.
	 * @return the fault
	 */
	Fault revokeKey();

	/**
	 * Let the control plane create no more sandboxes for want of credit: 402, until it is
	 * lifted.
	 * @return the fault
	 */
	Fault exhaustCredit();

	/**
	 * Lift all faults. What they hold up goes on being held up.
	 */
	void reset();

}

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

package ai.hopx.chaos.proxy;

import ai.hopx.embedded.ledger.Plane;

/**
 * Decides what becomes of each connection. The same question has the same answer.
 */
public interface ConnectionPlan {

	/**
	 * Decide about a connection.
	 * @param plane where it leads
	 * @param ordinal how many there were to that plane before
	 * @return what becomes of it
	 */
	ConnectionFault connection(Plane plane, int ordinal);

	/**
	 * Decide about a look-up of a host.
	 * @param ordinal how many there were before
	 * @return whether the host is not found
	 */
	boolean failsLookUp(int ordinal);

}

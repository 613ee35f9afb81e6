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

package ai.hopx.embedded.ledger;

import java.util.List;

/**
 * What an embedded server has seen: every sandbox, every run, every request. Made for
 * assertions such as "nothing ran twice" and "every sandbox died". Safe for use from many
 * threads; all lists are copies, the oldest entry first. It can be read while the server
 * runs and after it has stopped, and it goes on where the server is started again.
 * <p>
 * It remembers 100,000 ended sandboxes and all that live, and 20,000 runs and requests
 * each; then the oldest go.
 */
public interface Ledger {

	/**
	 * Return all sandboxes.
	 * @return those that live and those that have ended
	 */
	List<SandboxEntry> sandboxes();

	/**
	 * Return the sandboxes that have not ended.
	 * @return those that live, which the server's end would make none
	 */
	List<SandboxEntry> alive();

	/**
	 * Return what was run.
	 * @return runs of code and commands, in the order in which they were asked for
	 */
	List<RunEntry> runs();

	/**
	 * Return the runs of one piece of code.
	 * @param source the code, or the command and its arguments
	 * @return its runs; more than one is code that ran more than once
	 */
	List<RunEntry> runs(String source);

	/**
	 * Return all requests.
	 * @return the requests, in the order in which they arrived
	 */
	List<RequestEntry> requests();

	/**
	 * Return the requests to one plane.
	 * @param plane the plane
	 * @return its requests
	 */
	List<RequestEntry> requests(Plane plane);

	/**
	 * Return the requests of one kind.
	 * @param plane the plane
	 * @param method the method, such as {@code POST}
	 * @param pattern the path, or a pattern such as {@code /v1/sandboxes/{id}}
	 * @return its requests
	 */
	List<RequestEntry> requests(Plane plane, String method, String pattern);

	/**
	 * Return how much has been forgotten to make room.
	 * @return sandboxes, runs and requests that are in no list any more
	 */
	long forgotten();

	/**
	 * Forget all runs and requests and the sandboxes that have ended.
	 */
	void clear();

}

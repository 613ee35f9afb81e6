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

import java.time.Duration;
import java.util.List;

import ai.hopx.client.model.BackgroundProcess;
import ai.hopx.client.model.SystemProcess;

/**
 * What runs in one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveProcessOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface ProcessOperations {

	/**
	 * List the runs in the background.
	 * @return those under way, and those that ended and that the agent still remembers
	 */
	List<BackgroundProcess> list();

	/**
	 * Find a run in the background.
	 * @param id its process id or its execution id
	 * @return the run
	 * @throws ai.hopx.client.ProcessNotFoundException where it is not in the list
	 */
	BackgroundProcess get(String id);

	/**
	 * Wait until a run in the background has ended. The end of the wait does not end the
	 * run.
	 * @param id its process id or its execution id
	 * @param limit how long to wait
	 * @return the run as it ended
	 * @throws ai.hopx.client.HopxTimeoutException at the limit
	 * @throws ai.hopx.client.ProcessNotFoundException where it is not in the list
	 */
	BackgroundProcess awaitEnd(String id, Duration limit);

	/**
	 * List the processes of the sandbox's operating system.
	 * @return the processes, at most as many as the agent shows
	 */
	List<SystemProcess> system();

	/**
	 * Kill a run in the background, or any process by its number.
	 * @param id a process id, an execution id, or the number of a process
	 * @throws ai.hopx.client.ProcessNotFoundException where there is no such process
	 * @throws ai.hopx.client.UnexpectedResponseException where the agent answered but did
	 * not confirm the kill: the process may still run
	 */
	void kill(String id);

}

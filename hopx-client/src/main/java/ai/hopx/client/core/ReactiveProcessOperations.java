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

import ai.hopx.client.model.BackgroundProcess;
import ai.hopx.client.model.SystemProcess;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What runs in one sandbox, without blocking: runs in the background, which
 * {@link ReactiveSandbox#startCode startCode} and {@link ReactiveCommandOperations#start
 * commands().start} begin, and all processes of its operating system. Safe for use from
 * many threads.
 *
 * @see ProcessOperations
 */
public interface ReactiveProcessOperations {

	/**
	 * List the runs in the background: {@code GET /execute/processes}.
	 * @return those under way, and those that ended and that the agent still remembers
	 */
	Flux<BackgroundProcess> list();

	/**
	 * Find a run in the background, in the {@link #list() list}.
	 * @param id its process id or its execution id
	 * @return the run. {@link ai.hopx.client.ProcessNotFoundException} where it is not in
	 * the list
	 */
	Mono<BackgroundProcess> get(String id);

	/**
	 * Wait until a run in the background has ended, by asking for it less and less often.
	 * The end of the wait does not end the run.
	 * @param id its process id or its execution id
	 * @param limit how long to wait
	 * @return the run as it ended. {@link ai.hopx.client.HopxTimeoutException} at the
	 * limit, {@link ai.hopx.client.ProcessNotFoundException} where it is not in the list
	 */
	Mono<BackgroundProcess> awaitEnd(String id, Duration limit);

	/**
	 * List the processes of the sandbox's operating system: {@code GET /processes}.
	 * @return the processes, at most as many as the agent shows
	 */
	Flux<SystemProcess> system();

	/**
	 * Kill a run in the background, or any process by its number: {@code POST
	 * /execute/kill/{id}}, or {@code DELETE /execute/kill} where the agent does not have
	 * that or does not confirm the kill.
	 * @param id a process id, an execution id, or the number of a process
	 * @return completion, when the agent confirmed the kill.
	 * {@link ai.hopx.client.ProcessNotFoundException} where there is no such process,
	 * {@link ai.hopx.client.UnexpectedResponseException} where the agent answered but did
	 * not confirm: the process may still run
	 */
	Mono<Void> kill(String id);

}

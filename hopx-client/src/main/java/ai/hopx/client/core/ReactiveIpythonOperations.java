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

import ai.hopx.client.model.RunResult;
import ai.hopx.client.stream.ExecutionEvent;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Cells of IPython in one sandbox, without blocking: Python with magics, whose variables
 * last from cell to cell. Safe for use from many threads.
 *
 * @see IpythonOperations
 */
public interface ReactiveIpythonOperations {

	/**
	 * Run a cell.
	 * @param code the cell
	 * @return what it came to
	 * @see #run(CodeRequest)
	 */
	Mono<RunResult> run(String code);

	/**
	 * Run a cell: {@code POST /execute/ipython}. Never sent twice once it may have
	 * arrived. The reply is waited for 30 s longer than the cell may take.
	 * @param request the cell, in Python, without a working directory
	 * @return what it came to, time-outs included
	 */
	Mono<RunResult> run(CodeRequest request);

	/**
	 * Run a cell and tell what it comes to while it does: {@code /stream/ipython}.
	 * @param request the cell, in Python, without a working directory
	 * @return the events, as of {@link ReactiveSandbox#streamCode}
	 */
	Flux<ExecutionEvent> stream(CodeRequest request);

}

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

import java.util.stream.Stream;

import ai.hopx.client.model.RunResult;
import ai.hopx.client.stream.ExecutionEvent;

/**
 * Cells of IPython in one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveIpythonOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface IpythonOperations {

	/**
	 * Run a cell.
	 * @param code the cell
	 * @return what it came to
	 */
	RunResult run(String code);

	/**
	 * Run a cell.
	 * @param request the cell, in Python, without a working directory
	 * @return what it came to, time-outs included
	 */
	RunResult run(CodeRequest request);

	/**
	 * Run a cell and tell what it comes to while it does.
	 * @param request the cell, in Python, without a working directory
	 * @return the events, as of {@link Sandbox#streamCode}; must be closed
	 */
	Stream<ExecutionEvent> stream(CodeRequest request);

}

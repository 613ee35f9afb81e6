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

package ai.hopx.client.desktop;

import java.util.List;

import ai.hopx.client.model.DesktopProcess;

/**
 * What there is to find out why the desktop of one sandbox does not work, waiting for
 * each result. Each method is that of {@link ReactiveDesktopDebugOperations}, which says
 * what it sends. Safe for use from many threads.
 */
public interface DesktopDebugOperations {

	/**
	 * Return what the programs that make up the desktop have logged.
	 * @return the lines
	 */
	List<String> logs();

	/**
	 * List the processes that make up the desktop.
	 * @return the processes
	 */
	List<DesktopProcess> processes();

}

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

package ai.hopx.client;

import java.util.List;

/**
 * The sandbox has no desktop: its template brings none, or it lacks a program that a
 * desktop needs. Nothing was done, and nothing will change by waiting: create the sandbox
 * from a template with a desktop. Agents differ in the status they say so with, most of
 * all 400, 501 and 503; their code is {@code DESKTOP_NOT_AVAILABLE}.
 */
@SuppressWarnings("serial")
public class DesktopNotAvailableException extends HopxException {

	public DesktopNotAvailableException(String message, HopxError error) {
		super(message, error);
	}

	/**
	 * Return which programs the agent misses.
	 * @return their names, such as {@code xvfb}; empty where the agent did not say
	 */
	public List<String> getMissingDependencies() {
		return (getDetails().get("missing_dependencies") instanceof List<?> names)
				? names.stream().map(String::valueOf).toList() : List.of();
	}

}

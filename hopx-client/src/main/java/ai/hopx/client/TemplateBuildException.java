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
 * A template could not be built, or was built and never became active. Nothing is charged
 * for it, and the name can be used again.
 */
@SuppressWarnings("serial")
public class TemplateBuildException extends HopxException {

	private final String buildId;

	private final List<String> logTail;

	/**
	 * Create the exception.
	 * @param message what went wrong
	 * @param error what is known of it
	 * @param buildId the build
	 * @param logTail the last lines of its log
	 */
	public TemplateBuildException(String message, HopxError error, String buildId, List<String> logTail) {
		super(message, error);
		this.buildId = buildId;
		this.logTail = List.copyOf(logTail);
	}

	/**
	 * Return which build failed.
	 * @return the build's id, by which its whole log can be read
	 */
	public String getBuildId() {
		return this.buildId;
	}

	/**
	 * Return the end of the build's log.
	 * @return the last lines, the oldest first; empty where there are none
	 */
	public List<String> getLogTail() {
		return this.logTail;
	}

}

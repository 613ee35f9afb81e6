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

package ai.hopx.client.model;

import org.jspecify.annotations.Nullable;

/**
 * A part of a build's log.
 *
 * @param logs the text from the offset that was asked for
 * @param offset the offset to go on from
 * @param status state of the build
 * @param complete whether the log ends here
 * @param requestId the service's id of the request
 */
public record BuildLog(@Nullable String logs, @Nullable Long offset, @Nullable TemplateStatus status,
		@Nullable Boolean complete, @Nullable String requestId) implements Checked {

	@Override
	public @Nullable String missing() {
		return (this.logs == null && this.offset == null) ? "logs" : null;
	}

	/**
	 * Return the text.
	 * @return the text, empty where nothing was written since
	 */
	public String text() {
		return (this.logs != null) ? this.logs : "";
	}

	/**
	 * Return whether nothing will be added to the log.
	 * @return whether the service says so, or the build has ended
	 */
	public boolean isComplete() {
		return Boolean.TRUE.equals(this.complete) || (this.status != null && this.status.isEnd());
	}

}

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

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A run that goes on in the background, as it was when it was accepted.
 *
 * @param processId under which it is listed and killed
 * @param executionId another id of it
 * @param name its label in lists
 * @param status how far it was, {@link ProcessStatus#UNKNOWN} where the agent did not say
 * @param startTime when it began
 */
public record BackgroundRun(@JsonAlias( {
		"processId", "id" }) String processId, @Nullable String executionId, @Nullable String name,
		ProcessStatus status, @JsonAlias("started_at") @Nullable Instant startTime) implements Checked{

	public BackgroundRun {
		status = ProcessReplies.orUnknown(status);
		startTime = Tolerant.time(startTime);
		if (!StringUtils.hasText(processId) && executionId != null) {
			processId = executionId;
		}
	}

	@Override
	public @Nullable String missing() {
		return StringUtils.hasText(this.processId) ? null : "process_id";
	}

}

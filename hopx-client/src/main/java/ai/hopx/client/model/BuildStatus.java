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

/**
 * How far a build has come.
 *
 * @param buildId the build's id
 * @param templateId id of the template that it makes
 * @param status its state
 * @param progress from 0 to 100
 * @param currentStep what it does at the moment
 * @param errorMessage why it failed
 * @param startedAt when it began
 * @param completedAt when it ended
 * @param buildDurationMs how long it took, in milliseconds
 * @param requestId the service's id of the request
 */
public record BuildStatus(@Nullable String buildId, @Nullable String templateId, TemplateStatus status,
		@Nullable Integer progress, @Nullable String currentStep, @JsonAlias("error") @Nullable String errorMessage,
		@Nullable Instant startedAt, @Nullable Instant completedAt, @Nullable Long buildDurationMs,
		@Nullable String requestId) implements Checked {

	public BuildStatus {
		status = (status != null) ? status : TemplateStatus.UNKNOWN;
	}

	@Override
	public @Nullable String missing() {
		// A stub answers with the agent's state: that of a build comes with an id
		return (this.status.equals(TemplateStatus.UNKNOWN) || (this.buildId == null && this.templateId == null))
				? "status" : null;
	}

}

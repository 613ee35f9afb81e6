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

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A run whose end is told to a URL, as it was when it was accepted.
 *
 * @param executionId its id, which its {@link RunReport} names
 * @param processId under which it is listed and killed, {@code null} where the agent
 * names none
 * @param status how far it was, {@link ProcessStatus#UNKNOWN} where the agent did not say
 * @param callbackUrl where the report goes, {@code null} where the agent did not repeat
 * it. It may hold a secret, so that text shows none of it
 */
public record AsyncRun(@JsonAlias("executionId") String executionId, @JsonAlias("processId") @Nullable String processId,
		ProcessStatus status,
		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable String callbackUrl) implements Checked {

	public AsyncRun {
		status = ProcessReplies.orUnknown(status);
	}

	@Override
	public @Nullable String missing() {
		return StringUtils.hasText(this.executionId) ? null : "execution_id";
	}

	@Override
	public String toString() {
		return "AsyncRun[executionId=%s, processId=%s, status=%s, callbackUrl=%s]".formatted(this.executionId,
				this.processId, this.status, Masked.of(this.callbackUrl));
	}

}

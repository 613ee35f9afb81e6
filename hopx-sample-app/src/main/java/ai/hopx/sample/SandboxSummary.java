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

package ai.hopx.sample;

import java.time.Instant;

import ai.hopx.client.model.SandboxInfo;
import org.jspecify.annotations.Nullable;

/**
 * One sandbox, as shown to anybody: nothing of it lets in.
 *
 * @param id its id
 * @param status its state
 * @param template its template
 * @param region where it runs
 * @param createdAt when it was created
 * @param expiresAt when the service kills it
 */
record SandboxSummary(String id, String status, @Nullable String template, @Nullable String region,
		@Nullable Instant createdAt, @Nullable Instant expiresAt) {

	static SandboxSummary of(SandboxInfo info) {
		return new SandboxSummary(info.id(), info.status().value(), info.templateName(), info.region(),
				info.createdAt(), info.expiresAt());
	}

}

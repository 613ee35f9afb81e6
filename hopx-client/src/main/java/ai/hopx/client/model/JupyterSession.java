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
 * A kernel that runs code in a sandbox and keeps its variables.
 *
 * @param kernelId its id
 * @param executionState what it does, such as {@code idle} or {@code busy}
 * @param connections who is connected to it
 * @param lastActivity when it last did something
 */
public record JupyterSession(@JsonAlias( {
		"session_id", "id" }) @Nullable String kernelId,
		@JsonAlias({ "status", "state" }) @Nullable String executionState, @Nullable Integer connections,
		@Nullable Instant lastActivity){

	public JupyterSession {
		lastActivity = Tolerant.time(lastActivity);
	}

}

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
package ai.hopx.client.stream;

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

/**
 * A frame of any conversation with the agent, as it comes.
 *
 * @param type what it is about
 * @param data a piece of output
 * @param exitCode an exit code, under any of its names
 * @param executionTime seconds that a run took
 * @param result value of the last expression
 * @param success whether a run succeeded
 * @param error what went wrong
 * @param message the same, where there is no {@code error}
 * @param code code of what went wrong, or a terminal's exit code
 * @param path a changed file
 * @param event how it changed
 * @param oldPath where it was before
 */
record Frame(@Nullable String type, @Nullable String data, @JsonAlias("exitCode") @Nullable Integer exitCode,
		@JsonAlias("duration") @Nullable Double executionTime, @Nullable String result, @Nullable Boolean success,
		@Nullable String error, @Nullable String message, @Nullable String code, @Nullable String path,
		@Nullable String event, @JsonAlias("oldPath") @Nullable String oldPath) {

	String dataOrEmpty() {
		return (this.data != null) ? this.data : "";
	}

	String failure() {
		if (this.error != null) {
			return this.error;
		}
		return (this.message != null) ? this.message : "The sandbox did not say what went wrong";
	}

}

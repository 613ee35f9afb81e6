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

package ai.hopx.embedded.ledger;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * One request that arrived, whatever became of it. Of its headers only the names are
 * kept.
 *
 * @param id the id that the server gave it, as {@code X-Request-ID} says
 * @param plane where it went
 * @param sandboxId whose agent it went to, or {@code null} on the control plane
 * @param method its method
 * @param path its path, without the query
 * @param status the status that it was answered with, or {@code null} where it was not
 * @param at when it arrived
 * @param headers names of its headers, in lower case
 */
public record RequestEntry(String id, Plane plane, @Nullable String sandboxId, String method, String path,
		@Nullable Integer status, Instant at, Set<String> headers) {

	private static final String API_KEY = "x-api-key";

	public RequestEntry {
		headers = Set.copyOf(headers);
	}

	RequestEntry answered(int status) {
		return new RequestEntry(this.id, this.plane, this.sandboxId, this.method, this.path, status, this.at,
				this.headers);
	}

	/**
	 * Return whether the request showed an API key to a sandbox, where whatever runs
	 * there could read it.
	 * @return whether it went to the data plane with {@code X-API-Key}
	 */
	public boolean showedApiKeyToSandbox() {
		return this.plane == Plane.DATA && this.headers.contains(API_KEY);
	}

}

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

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Health of the control plane.
 *
 * @param status as the service says it, such as {@code healthy}
 * @param version the service's version
 */
public record ApiHealth(@Nullable String status, @Nullable String version) {

	private static final Set<String> HEALTHY = Set.of("ok", "healthy");

	/**
	 * Return whether the service says that it is well.
	 * @return whether the status is {@code ok} or {@code healthy}
	 */
	public boolean isHealthy() {
		return isHealthy(this.status);
	}

	static boolean isHealthy(@Nullable String status) {
		return status != null && HEALTHY.contains(status.toLowerCase(Locale.ROOT));
	}

}

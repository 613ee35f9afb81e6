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

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What a sandbox's agent lets callers in with. Opaque, good for this one sandbox.
 *
 * @param authToken the token
 * @param tokenExpiresAt when it ends, or {@code null} where the service did not say
 */
public record AgentToken(@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) String authToken,
		@Nullable Instant tokenExpiresAt) implements Checked {

	public AgentToken {
		tokenExpiresAt = Tolerant.time(tokenExpiresAt);
	}

	@Override
	public @Nullable String missing() {
		return StringUtils.hasText(this.authToken) ? null : "auth_token";
	}

	@Override
	public String toString() {
		return "AgentToken[authToken=%s, tokenExpiresAt=%s]".formatted(Masked.of(this.authToken), this.tokenExpiresAt);
	}

}

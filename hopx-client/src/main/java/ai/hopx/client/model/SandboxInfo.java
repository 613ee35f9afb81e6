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
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A sandbox as the control plane describes it. Which fields are there depends on the
 * call: lists leave many out, and the token comes with create only.
 *
 * @param id the sandbox's id
 * @param status its state, {@link SandboxState#UNKNOWN} where the service named none
 * @param publicHost URL of its agent, with scheme
 * @param directUrl URL of its agent where there is no public host
 * @param previewUrl URL under which its web servers appear
 * @param templateId id of its template
 * @param templateName name of its template
 * @param region where it runs
 * @param organizationId whose it is
 * @param nodeId the machine that it runs on
 * @param resources its size
 * @param internetAccess whether it reaches the internet
 * @param liveMode whether it was made with a live key
 * @param timeoutSeconds its life in seconds as asked for, {@code null} for unlimited
 * @param expiresAt when the service destroys it, {@code null} for never
 * @param createdAt when it was asked for
 * @param updatedAt when its description last changed
 * @param startedAt when it began to run
 * @param authToken its agent's token. Never written to JSON
 * @param tokenExpiresAt when that token ends
 * @param requestId the service's id of the request
 */
public record SandboxInfo(@JsonAlias( {
		"sandbox_id", "sandboxId" }) String id, SandboxState status, @Nullable String publicHost,
		@Nullable String directUrl, @Nullable String previewUrl, @Nullable String templateId,
		@Nullable String templateName, @Nullable String region, @Nullable String organizationId,
		@Nullable String nodeId, @Nullable SandboxResources resources, @Nullable Boolean internetAccess,
		@Nullable Boolean liveMode, @Nullable Long timeoutSeconds, @Nullable Instant expiresAt,
		@Nullable Instant createdAt, @Nullable Instant updatedAt, @Nullable Instant startedAt,
		@JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable String authToken,
		@Nullable Instant tokenExpiresAt, @Nullable String requestId) implements Checked{

	public SandboxInfo {
		status = orUnknown(status);
		expiresAt = Tolerant.time(expiresAt);
		tokenExpiresAt = Tolerant.time(tokenExpiresAt);
	}

	/**
	 * Return the token that came with the sandbox.
	 * @return the token, or {@code null} where none came
	 */
	public @Nullable AgentToken token() {
		return (this.authToken != null && !this.authToken.isEmpty())
				? new AgentToken(this.authToken, this.tokenExpiresAt) : null;
	}

	@Override
	public @Nullable String missing() {
		return StringUtils.hasText(this.id) ? null : "id";
	}

	@Override
	public String toString() {
		return "SandboxInfo[id=%s, status=%s, template=%s, region=%s, publicHost=%s, expiresAt=%s, authToken=%s]"
			.formatted(this.id, this.status, (this.templateName != null) ? this.templateName : this.templateId,
					this.region, this.publicHost, this.expiresAt, Masked.of(this.authToken));
	}

	private static SandboxState orUnknown(@Nullable SandboxState status) {
		return (status != null && StringUtils.hasText(status.value())) ? status : SandboxState.UNKNOWN;
	}

}

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

package ai.hopx.embedded.control;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import ai.hopx.embedded.agent.AgentTokens.Token;
import ai.hopx.embedded.control.Template.TemplateResources;

/**
 * A sandbox as the wire shows it.
 *
 * @param id its id
 * @param object {@code sandbox}
 * @param organizationId whose it is; an integer here
 * @param nodeId where it runs
 * @param region where it was asked for
 * @param status its state
 * @param publicHost its agent's origin
 * @param directUrl the same again
 * @param templateId what it was created from; a string
 * @param templateName what it was created from
 * @param resources what it is made of
 * @param internetAccess whether it may reach a network
 * @param liveMode whether the key is a live one
 * @param timeoutSeconds the time-out that was asked for; {@code null} says never
 * @param expiresAt when it ends by itself; {@code null} says never
 * @param createdAt when it was created
 * @param updatedAt when its state last changed
 * @param authToken its agent's token, after a create only
 * @param tokenExpiresAt when that expires
 * @param requestId the request that asks for it
 */
record SandboxResource(String id, String object, int organizationId, String nodeId, String region, String status,
		String publicHost, String directUrl, String templateId, String templateName, Resources resources,
		boolean internetAccess, boolean liveMode,
		@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer timeoutSeconds,
		@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Instant expiresAt, Instant createdAt, Instant updatedAt,
		@Nullable String authToken, @Nullable Instant tokenExpiresAt, @Nullable String requestId) {

	private static final int ORGANIZATION = 1;

	private static final String NODE = "embedded";

	static SandboxResource of(Sandbox sandbox, boolean live, @Nullable Token token, @Nullable String requestId) {
		CreateRequest request = sandbox.request();
		String host = sandbox.agent().publicHost().toString();
		return new SandboxResource(sandbox.id(), "sandbox", ORGANIZATION, NODE, request.region(),
				sandbox.state().wireName(), host, host, request.template().id(), request.template().name(),
				Resources.of(request.template().defaultResources()), request.internetAccess(), live,
				sandbox.timeoutSeconds(), sandbox.expiresAt(), sandbox.createdAt(), sandbox.updatedAt(),
				(token != null) ? token.value() : null, (token != null) ? token.expiresAt() : null, requestId);
	}

	/**
	 * What a sandbox is made of.
	 *
	 * @param vcpu cores
	 * @param memoryMb memory in MiB
	 * @param diskMb disk in MiB
	 */
	record Resources(int vcpu, int memoryMb, int diskMb) {

		static Resources of(TemplateResources resources) {
			return new Resources(resources.vcpu(), resources.memoryMb(), resources.diskGb() * 1024);
		}

	}

}

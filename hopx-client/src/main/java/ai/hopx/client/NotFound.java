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

package ai.hopx.client;

import org.jspecify.annotations.Nullable;

/**
 * What it is that a 404 says is not there.
 */
enum NotFound {

	SANDBOX, TEMPLATE, FILE, PROCESS, UNKNOWN;

	/**
	 * Find out by the service's code, and where that is no more than "not found", by the
	 * call that was made.
	 * @param endpoint the call
	 * @param reply the reply's body
	 */
	static NotFound what(Endpoint endpoint, ErrorReply reply) {
		String code = reply.code();
		if (code != null) {
			switch (code) {
				case "SANDBOX_NOT_FOUND":
					return SANDBOX;
				case "TEMPLATE_NOT_FOUND":
					return TEMPLATE;
				case "FILE_NOT_FOUND", "DIRECTORY_NOT_FOUND":
					return FILE;
				case "PROCESS_NOT_FOUND":
					return PROCESS;
				default:
					break;
			}
		}
		if (endpoint.plane() == Endpoint.Plane.CONTROL) {
			// Without an envelope it is some proxy that speaks, and of its own routes
			return reply.isEnvelope() ? byControlRoute(endpoint, reply) : UNKNOWN;
		}
		return "RESOURCE_NOT_FOUND".equals(code) ? byAgentRoute(endpoint.path()) : UNKNOWN;
	}

	private static NotFound byControlRoute(Endpoint endpoint, ErrorReply reply) {
		if (endpoint == Endpoint.CREATE_SANDBOX && reply.sandboxId() != null) {
			// It was there, and ended before it ran
			return SANDBOX;
		}
		if (endpoint == Endpoint.CREATE_SANDBOX || endpoint.path().startsWith("/v1/templates")) {
			return TEMPLATE;
		}
		return endpoint.path().startsWith("/v1/sandboxes/") ? SANDBOX : UNKNOWN;
	}

	private static NotFound byAgentRoute(@Nullable String path) {
		if (path == null) {
			return UNKNOWN;
		}
		if (path.startsWith("/files/")) {
			return FILE;
		}
		return (path.startsWith("/execute/kill") || path.startsWith("/processes/")) ? PROCESS : UNKNOWN;
	}

}

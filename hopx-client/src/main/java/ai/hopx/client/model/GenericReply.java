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

import java.util.Set;

import tools.jackson.databind.JsonNode;

/**
 * The 200 with which deployed agents answer routes that they do not have: who they are,
 * and nothing of what was asked for.
 */
public final class GenericReply {

	private static final Set<String> FIELDS = Set.of("agent", "status", "version", "vm_id", "message", "timestamp",
			"request_id");

	private GenericReply() {
	}

	/**
	 * Return whether a reply is that one, so that the agent did nothing.
	 * @param reply the reply
	 * @return whether it only says who the agent is
	 */
	public static boolean matches(JsonNode reply) {
		return reply.isObject() && (reply.has("agent") || reply.has("vm_id"))
				&& FIELDS.containsAll(reply.propertyNames());
	}

}

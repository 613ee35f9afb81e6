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

import org.springframework.http.HttpMethod;

/**
 * Every call that the client makes: its method, its constant URI template and whether it
 * may be sent twice. The one list to read when asking "can this run my code twice?".
 */
public enum Endpoint {

	API_HEALTH(Plane.CONTROL, HttpMethod.GET, "/health", Replay.SAFE),

	CREATE_SANDBOX(Plane.CONTROL, HttpMethod.POST, "/v1/sandboxes", Replay.NEVER),

	LIST_SANDBOXES(Plane.CONTROL, HttpMethod.GET, "/v1/sandboxes", Replay.SAFE),

	GET_SANDBOX(Plane.CONTROL, HttpMethod.GET, "/v1/sandboxes/{id}", Replay.SAFE),

	DELETE_SANDBOX(Plane.CONTROL, HttpMethod.DELETE, "/v1/sandboxes/{id}", Replay.SAFE),

	START_SANDBOX(Plane.CONTROL, HttpMethod.POST, "/v1/sandboxes/{id}/start", Replay.NEVER),

	STOP_SANDBOX(Plane.CONTROL, HttpMethod.POST, "/v1/sandboxes/{id}/stop", Replay.NEVER),

	PAUSE_SANDBOX(Plane.CONTROL, HttpMethod.POST, "/v1/sandboxes/{id}/pause", Replay.NEVER),

	RESUME_SANDBOX(Plane.CONTROL, HttpMethod.POST, "/v1/sandboxes/{id}/resume", Replay.NEVER),

	SET_SANDBOX_TIMEOUT(Plane.CONTROL, HttpMethod.PUT, "/v1/sandboxes/{id}/timeout", Replay.SAFE),

	REFRESH_TOKEN(Plane.CONTROL, HttpMethod.POST, "/v1/sandboxes/{id}/token/refresh", Replay.SAFE),

	AGENT_HEALTH(Plane.DATA, HttpMethod.GET, "/health", Replay.SAFE),

	AGENT_INFO(Plane.DATA, HttpMethod.GET, "/info", Replay.SAFE),

	METRICS_SNAPSHOT(Plane.DATA, HttpMethod.GET, "/metrics/snapshot", Replay.SAFE),

	EXECUTE(Plane.DATA, HttpMethod.POST, "/execute", Replay.NEVER),

	EXECUTE_RICH(Plane.DATA, HttpMethod.POST, "/execute/rich", Replay.NEVER),

	RUN_COMMAND(Plane.DATA, HttpMethod.POST, "/commands/run", Replay.NEVER),

	READ_FILE(Plane.DATA, HttpMethod.GET, "/files/read", Replay.SAFE),

	DOWNLOAD_FILE(Plane.DATA, HttpMethod.GET, "/files/download", Replay.SAFE),

	WRITE_FILE(Plane.DATA, HttpMethod.POST, "/files/write", Replay.NEVER),

	UPLOAD_FILE(Plane.DATA, HttpMethod.POST, "/files/upload", Replay.NEVER),

	LIST_FILES(Plane.DATA, HttpMethod.GET, "/files/list", Replay.SAFE),

	FILE_EXISTS(Plane.DATA, HttpMethod.GET, "/files/exists", Replay.SAFE),

	MAKE_DIRECTORY(Plane.DATA, HttpMethod.POST, "/files/mkdir", Replay.SAFE),

	REMOVE_FILE(Plane.DATA, HttpMethod.DELETE, "/files/remove", Replay.SAFE),

	GET_ENVIRONMENT(Plane.DATA, HttpMethod.GET, "/env", Replay.SAFE),

	REPLACE_ENVIRONMENT(Plane.DATA, HttpMethod.PUT, "/env", Replay.SAFE),

	/**
	 * Always sent with {@code merge:true}, which makes it safe to send again.
	 */
	MERGE_ENVIRONMENT(Plane.DATA, HttpMethod.PATCH, "/env", Replay.SAFE),

	CLEAR_ENVIRONMENT(Plane.DATA, HttpMethod.DELETE, "/env", Replay.SAFE),

	DELETE_VARIABLE(Plane.DATA, HttpMethod.DELETE, "/env/{key}", Replay.SAFE);

	private final Plane plane;

	private final HttpMethod method;

	private final String path;

	private final Replay replay;

	Endpoint(Plane plane, HttpMethod method, String path, Replay replay) {
		this.plane = plane;
		this.method = method;
		this.path = path;
		this.replay = replay;
	}

	/**
	 * Return which of the two APIs serves the call.
	 * @return the plane
	 */
	public Plane plane() {
		return this.plane;
	}

	/**
	 * Return the HTTP method.
	 * @return the method
	 */
	public HttpMethod method() {
		return this.method;
	}

	/**
	 * Return the path as a URI template, its variables in braces.
	 * @return the template, without host and query
	 */
	public String path() {
		return this.path;
	}

	/**
	 * Return whether the call may be sent twice.
	 * @return the rule
	 */
	public Replay replay() {
		return this.replay;
	}

	/**
	 * The two APIs of Hopx, with credentials of their own.
	 */
	public enum Plane {

		/**
		 * Lifecycle of sandboxes and templates, on one host, with the API key.
		 */
		CONTROL,

		/**
		 * The agent inside each sandbox, on a host of its own, with that sandbox's token.
		 */
		DATA

	}

}

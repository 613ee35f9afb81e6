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

package ai.hopx.spring.boot.test.wiremock;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;

/**
 * Calls to Hopx that {@link HopxStubs} can let fail.
 */
public enum HopxCall {

	/** Any call, of either plane. */
	ANY("ANY", "/.*"),

	/** Any call of the control plane about sandboxes. */
	ANY_OF_CONTROL_PLANE("ANY", "/v1/.*"),

	/** Create a sandbox. */
	CREATE_SANDBOX("POST", "/v1/sandboxes"),

	/** List sandboxes. */
	LIST_SANDBOXES("GET", "/v1/sandboxes"),

	/** Read a sandbox, its state included. */
	GET_SANDBOX("GET", "/v1/sandboxes/[^/]+"),

	/** Kill a sandbox. */
	DELETE_SANDBOX("DELETE", "/v1/sandboxes/[^/]+"),

	/** Start, stop, pause or resume a sandbox. */
	CHANGE_SANDBOX("POST", "/v1/sandboxes/[^/]+/(start|stop|pause|resume)"),

	/** Give a sandbox more time, or less. */
	SET_SANDBOX_TIMEOUT("PUT", "/v1/sandboxes/[^/]+/timeout"),

	/** Get a new token for a sandbox. */
	REFRESH_TOKEN("POST", "/v1/sandboxes/[^/]+/token/refresh"),

	/** Run code. */
	RUN_CODE("POST", "/execute(/rich)?"),

	/** Run a cell of IPython. */
	RUN_IPYTHON("POST", "/execute/ipython"),

	/** Open a stream of a run, a terminal or a watch. */
	OPEN_STREAM("GET", "/execute/stream|/stream(/ipython)?|/commands/stream|/terminal|/files/watch"),

	/** Run a command. */
	RUN_COMMAND("POST", "/commands/run"),

	/** Start code in the background, with or without a callback. */
	START_CODE("POST", "/execute/(background|async)"),

	/** Start a command in the background. */
	START_COMMAND("POST", "/commands/background"),

	/** List processes. */
	LIST_PROCESSES("GET", "(/execute)?/processes"),

	/** Kill a process. */
	KILL_PROCESS("ANY", "/execute/kill(/.*)?"),

	/** Measure or clear the cache. */
	CACHE("ANY", "/cache/(stats|clear)"),

	/** Measure. */
	METRICS("GET", "/metrics(/.*)?|/system"),

	/** Read or download a file. */
	READ_FILE("GET", "/files/(read|download)"),

	/** Write or upload a file. */
	WRITE_FILE("POST", "/files/(write|upload)"),

	/** List the files of a directory. */
	LIST_FILES("GET", "/files/list"),

	/** Ask whether a file is there. */
	FILE_EXISTS("GET", "/files/exists"),

	/** Make a directory. */
	MAKE_DIRECTORY("POST", "/files/mkdir"),

	/** Remove a file or directory. */
	REMOVE_FILE("DELETE", "/files/remove"),

	/** Read or change environment variables. */
	ENVIRONMENT("ANY", "/env(/.*)?"),

	/** List, describe or delete templates. */
	TEMPLATES("ANY", "/v1/templates(/[^/]+)?"),

	/** Start a build of a template, or ask how far it is. */
	BUILD_TEMPLATE("ANY", "/v1/templates/build(/.*)?"),

	/** Any call about the desktop. */
	DESKTOP("ANY", "/desktop/.*");

	private final String method;

	private final String path;

	HopxCall(String method, String path) {
		this.method = method;
		this.path = path;
	}

	MappingBuilder mapping() {
		return WireMock.request(this.method, WireMock.urlPathMatching(this.path));
	}

}

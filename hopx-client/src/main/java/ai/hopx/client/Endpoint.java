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

	LIST_TEMPLATES(Plane.CONTROL, HttpMethod.GET, "/v1/templates", Replay.SAFE),

	GET_TEMPLATE(Plane.CONTROL, HttpMethod.GET, "/v1/templates/{name}", Replay.SAFE),

	DELETE_TEMPLATE(Plane.CONTROL, HttpMethod.DELETE, "/v1/templates/{id}", Replay.SAFE),

	/**
	 * The link itself is sent to without an entry here: it is another host's, and its
	 * secret.
	 */
	UPLOAD_LINK(Plane.CONTROL, HttpMethod.POST, "/v1/templates/files/upload-link", Replay.NEVER),

	BUILD_TEMPLATE(Plane.CONTROL, HttpMethod.POST, "/v1/templates/build", Replay.NEVER),

	BUILD_STATUS(Plane.CONTROL, HttpMethod.GET, "/v1/templates/build/{id}/status", Replay.SAFE),

	BUILD_LOGS(Plane.CONTROL, HttpMethod.GET, "/v1/templates/build/{id}/logs", Replay.SAFE),

	AGENT_HEALTH(Plane.DATA, HttpMethod.GET, "/health", Replay.SAFE),

	AGENT_INFO(Plane.DATA, HttpMethod.GET, "/info", Replay.SAFE),

	PING_AGENT(Plane.DATA, HttpMethod.GET, "/ping", Replay.SAFE),

	SYSTEM_METRICS(Plane.DATA, HttpMethod.GET, "/system", Replay.SAFE),

	METRICS_SNAPSHOT(Plane.DATA, HttpMethod.GET, "/metrics/snapshot", Replay.SAFE),

	AGENT_METRICS(Plane.DATA, HttpMethod.GET, "/metrics", Replay.SAFE),

	PROMETHEUS_METRICS(Plane.DATA, HttpMethod.GET, "/metrics/prometheus", Replay.SAFE),

	CACHE_STATS(Plane.DATA, HttpMethod.GET, "/cache/stats", Replay.SAFE),

	CLEAR_CACHE(Plane.DATA, HttpMethod.POST, "/cache/clear", Replay.NEVER),

	EXECUTE(Plane.DATA, HttpMethod.POST, "/execute", Replay.NEVER),

	EXECUTE_RICH(Plane.DATA, HttpMethod.POST, "/execute/rich", Replay.NEVER),

	EXECUTE_BACKGROUND(Plane.DATA, HttpMethod.POST, "/execute/background", Replay.NEVER),

	EXECUTE_ASYNC(Plane.DATA, HttpMethod.POST, "/execute/async", Replay.NEVER),

	LIST_PROCESSES(Plane.DATA, HttpMethod.GET, "/execute/processes", Replay.SAFE),

	KILL_PROCESS(Plane.DATA, HttpMethod.POST, "/execute/kill/{id}", Replay.NEVER),

	KILL_PROCESS_BY_QUERY(Plane.DATA, HttpMethod.DELETE, "/execute/kill", Replay.SAFE),

	LIST_SYSTEM_PROCESSES(Plane.DATA, HttpMethod.GET, "/processes", Replay.SAFE),

	JUPYTER_SESSIONS(Plane.DATA, HttpMethod.GET, "/jupyter/sessions", Replay.SAFE),

	RUN_COMMAND(Plane.DATA, HttpMethod.POST, "/commands/run", Replay.NEVER),

	/**
	 * A WebSocket, as all that follow up to {@link #WATCH_FILES}: what may be sent again
	 * is its handshake, which runs nothing. Frames are sent once.
	 */
	STREAM_CODE(Plane.DATA, HttpMethod.GET, "/execute/stream", Replay.SAFE),

	STREAM_CODE_SHORT(Plane.DATA, HttpMethod.GET, "/stream", Replay.SAFE),

	STREAM_IPYTHON(Plane.DATA, HttpMethod.GET, "/stream/ipython", Replay.SAFE),

	STREAM_COMMAND(Plane.DATA, HttpMethod.GET, "/commands/stream", Replay.SAFE),

	TERMINAL(Plane.DATA, HttpMethod.GET, "/terminal", Replay.SAFE),

	WATCH_FILES(Plane.DATA, HttpMethod.GET, "/files/watch", Replay.SAFE),

	EXECUTE_IPYTHON(Plane.DATA, HttpMethod.POST, "/execute/ipython", Replay.NEVER),

	RUN_COMMAND_BACKGROUND(Plane.DATA, HttpMethod.POST, "/commands/background", Replay.NEVER),

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

	DELETE_VARIABLE(Plane.DATA, HttpMethod.DELETE, "/env/{key}", Replay.SAFE),

	START_VNC(Plane.DATA, HttpMethod.POST, "/desktop/vnc/start", Replay.NEVER),

	STOP_VNC(Plane.DATA, HttpMethod.POST, "/desktop/vnc/stop", Replay.NEVER),

	VNC_STATUS(Plane.DATA, HttpMethod.GET, "/desktop/vnc/status", Replay.SAFE),

	TAKE_SCREENSHOT(Plane.DATA, HttpMethod.GET, "/desktop/screenshot", Replay.SAFE),

	/**
	 * Reads the screen, for agents that know no other verb for it.
	 */
	POST_SCREENSHOT(Plane.DATA, HttpMethod.POST, "/desktop/screenshot", Replay.SAFE),

	/**
	 * Reads the screen.
	 */
	SCREENSHOT_REGION(Plane.DATA, HttpMethod.POST, "/desktop/screenshot/region", Replay.SAFE),

	CLICK_MOUSE(Plane.DATA, HttpMethod.POST, "/desktop/mouse/click", Replay.NEVER),

	MOVE_MOUSE(Plane.DATA, HttpMethod.POST, "/desktop/mouse/move", Replay.NEVER),

	DRAG_MOUSE(Plane.DATA, HttpMethod.POST, "/desktop/mouse/drag", Replay.NEVER),

	SCROLL_MOUSE(Plane.DATA, HttpMethod.POST, "/desktop/mouse/scroll", Replay.NEVER),

	TYPE_TEXT(Plane.DATA, HttpMethod.POST, "/desktop/keyboard/type", Replay.NEVER),

	PRESS_KEY(Plane.DATA, HttpMethod.POST, "/desktop/keyboard/press", Replay.NEVER),

	PRESS_COMBINATION(Plane.DATA, HttpMethod.POST, "/desktop/keyboard/combination", Replay.NEVER),

	GET_CLIPBOARD(Plane.DATA, HttpMethod.GET, "/desktop/clipboard/get", Replay.SAFE),

	/**
	 * Each call adds to the history, and a late repeat would replace what was copied
	 * since.
	 */
	SET_CLIPBOARD(Plane.DATA, HttpMethod.POST, "/desktop/clipboard/set", Replay.NEVER),

	CLIPBOARD_HISTORY(Plane.DATA, HttpMethod.GET, "/desktop/clipboard/history", Replay.SAFE),

	START_RECORDING(Plane.DATA, HttpMethod.POST, "/desktop/recording/start", Replay.NEVER),

	/**
	 * A repeat would be told that nothing is recorded, or end another recording.
	 */
	STOP_RECORDING(Plane.DATA, HttpMethod.POST, "/desktop/recording/stop", Replay.NEVER),

	RECORDING_STATUS(Plane.DATA, HttpMethod.GET, "/desktop/recording/status", Replay.SAFE),

	DOWNLOAD_RECORDING(Plane.DATA, HttpMethod.GET, "/desktop/recording/download", Replay.SAFE),

	LIST_WINDOWS(Plane.DATA, HttpMethod.GET, "/desktop/windows/list", Replay.SAFE),

	/**
	 * A window that has the focus keeps it.
	 */
	FOCUS_WINDOW(Plane.DATA, HttpMethod.POST, "/desktop/windows/focus", Replay.SAFE),

	/**
	 * A repeat would answer the question with which a program delays its end.
	 */
	CLOSE_WINDOW(Plane.DATA, HttpMethod.POST, "/desktop/windows/close", Replay.NEVER),

	/**
	 * A window that is out of sight stays so.
	 */
	MINIMIZE_WINDOW(Plane.DATA, HttpMethod.POST, "/desktop/windows/minimize", Replay.SAFE),

	/**
	 * The size is given whole, not as a difference.
	 */
	RESIZE_WINDOW(Plane.DATA, HttpMethod.POST, "/desktop/windows/resize", Replay.SAFE),

	CAPTURE_WINDOW(Plane.DATA, HttpMethod.GET, "/desktop/x11/capture_window", Replay.SAFE),

	GET_DISPLAY(Plane.DATA, HttpMethod.GET, "/desktop/display/current", Replay.SAFE),

	LIST_RESOLUTIONS(Plane.DATA, HttpMethod.GET, "/desktop/display/available", Replay.SAFE),

	/**
	 * The size is given whole, not as a difference.
	 */
	SET_RESOLUTION(Plane.DATA, HttpMethod.POST, "/desktop/display/set", Replay.SAFE),

	/**
	 * Reads the screen.
	 */
	READ_SCREEN(Plane.DATA, HttpMethod.POST, "/desktop/x11/ocr", Replay.SAFE),

	/**
	 * Reads the screen.
	 */
	FIND_ELEMENT(Plane.DATA, HttpMethod.POST, "/desktop/x11/find_element", Replay.SAFE),

	/**
	 * Reads the screen, but a repeat would begin its wait anew, beyond what was asked
	 * for.
	 */
	WAIT_FOR_ELEMENT(Plane.DATA, HttpMethod.POST, "/desktop/x11/wait_for", Replay.NEVER),

	/**
	 * Reads the screen.
	 */
	GET_BOUNDS(Plane.DATA, HttpMethod.POST, "/desktop/x11/get_bounds", Replay.SAFE),

	DRAG_AND_DROP(Plane.DATA, HttpMethod.POST, "/desktop/x11/drag-drop", Replay.NEVER),

	PRESS_HOTKEY(Plane.DATA, HttpMethod.POST, "/desktop/x11/hotkey", Replay.NEVER),

	DESKTOP_LOGS(Plane.DATA, HttpMethod.GET, "/desktop/debug/logs", Replay.SAFE),

	DESKTOP_PROCESSES(Plane.DATA, HttpMethod.GET, "/desktop/debug/processes", Replay.SAFE);

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

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

package ai.hopx.client.hostile;

import java.util.Arrays;

import ai.hopx.client.Endpoint;

import org.springframework.http.HttpMethod;

/**
 * What a service that means well answers, with as many fields as any has sent.
 */
final class Samples {

	private static final String SANDBOX = """
			{"id":"s1","status":"running","template_id":"73","template_name":"code-interpreter","region":"eu-1",
			"public_host":"https://s1.hopx.dev","direct_url":"https://s1.hopx.dev","auth_token":"eyJhbGciOiJIUzI1NiJ9.hunter2.signature",
			"token_expires_at":"2099-01-02T00:00:00Z","expires_at":"2099-01-02T00:00:00Z","timeout_seconds":3600,
			"created_at":"2025-12-01T00:00:00.123456789Z","resources":{"vcpu":2,"memory_mb":2048,"disk_mb":10},
			"live_mode":true,"internet_access":false,"object":"sandbox","request_id":"req_1"}""";

	private static final String RUN = """
			{"execution_id":"e1","process_id":"p1","status":"completed","success":true,"stdout":"s3cr3t","stderr":"s3cr3t",
			"exit_code":0,"execution_time":1.25,"duration":2,"timestamp":"2025-12-01T00:00:00Z","error":null,
			"callback_url":"https://example.org/s3cr3t","timed_out":false,"language":"python","pid":7,
			"rich_outputs":[{"type":"text/html","data":"<b>"},{"type":"image","path":"/tmp/a.png"},
			{"mime_type":"text/plain","content":"42"},{"type":"image/png","data":"iVBORw0KGgo="}],"result":"s3cr3t"}""";

	private static final String DESKTOP = """
			{"success":true,"message":"done","element":{"x":1,"y":2,"width":3,"height":4},"text":"Save","confidence":0.5,
			"image":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==",
			"format":"png","width":1,"height":1,"depth":24,"recording_id":"rec_1","status":"recording","duration":1.5,
			"file_path":"/tmp/a.mp4","file_size":7,"start_time":"2025-12-01T00:00:00Z","fps":10,"running":true,
			"url":"https://s1.hopx.dev/vnc","port":5901,"display":1,"password":"s3cr3t","history":["s3cr3t",{"text":"s3cr3t"}],
			"windows":[{"id":"0x1","window_id":7,"title":"t","x":1,"y":2,"width":3,"height":4}],
			"resolutions":[[1920,1080],{"width":800,"height":600},"1024x768"],"logs":["a",{"message":"b"}],
			"processes":[{"pid":7,"name":"xfce","command":"x","status":"S"}]}""";

	private static final String FILES = """
			{"success":true,"path":"/workspace/a","size":1,"content":"s3cr3t","exists":true,"count":1,"files":[{"name":"a",
			"path":"/workspace/a","size":1,"is_directory":false,"permissions":"-rw-r--r--","mode":"0644",
			"modified_time":"2025-12-01T00:00:00Z","modified":1764547200}]}""";

	private static final String ENVIRONMENT = "{\"env_vars\":{\"A\":\"s3cr3t\",\"B\":\"***MASKED***\"},\"count\":2,\"success\":true}";

	private static final String PROCESSES = """
			{"processes":[{"process_id":"p1","execution_id":"e1","name":"n","status":"running","language":"bash",
			"command":"s3cr3t","pid":7,"start_time":"2025-12-01T00:00:00Z","completed_at":"0001-01-01T00:00:00Z",
			"exit_code":0,"duration":0.5,"stdout":"a","cpu_percent":1.5,"memory_mb":2,"user":"root"}],"count":1,
			"sessions":[{"id":"k1","kernel_id":"k","name":"n","state":"idle"}],"success":true,"killed":true}""";

	private static final String FIGURES = """
			{"uptime_seconds":12.5,"total_executions":7,"active_executions":1,"requests_total":{"/execute":7,"/health":1},
			"error_count":0,"avg_duration_ms":{"/execute":1.5},"p95_duration_ms":{"/execute":9},"system":{"cpu":
			{"usage_percent":3,"cores":2},"memory":{"used":1,"total":2},"disk":{"used":"1","total":"2e3"}},
			"process":{"count":9},"cache":{"size":1,"max_size":10,"hits":2,"misses":3,"hit_rate":0.4},"status":"healthy",
			"agent":"vm-agent","version":"3.2","uptime":"1m","vm_id":"v","active_streams":0,"hostname":"h",
			"features":{"terminal_access":true,"languages":["python"]},"timestamp":"2025-12-01T00:00:00Z"}""";

	private static final String TEMPLATE = """
			{"id":73,"name":"my-own","display_name":"My own","category":"custom","language":"python","status":"active",
			"is_active":true,"is_public":false,"features":["a"],"tags":["b"],"build_id":"b1","template_id":"73",
			"default_resources":{"vcpu":1,"memory_mb":512,"disk_gb":1},"created_at":"2025-12-01T00:00:00Z","progress":50,
			"current_step":"RUN","error_message":null,"build_duration_ms":7,"logs_url":"https://api.hopx.dev/x",
			"present":false,"upload_url":"https://example.org/put?sig=s3cr3t","filesHash":"h","request_id":"r"}""";

	private static final String LOG = "{\"logs\":\"one\\ntwo\\n\",\"offset\":8,\"status\":\"active\",\"complete\":true,"
			+ "\"request_id\":\"r\"}";

	private static final String EVENTS = """
			event: log
			data: {"level":"INFO","message":"one","timestamp":"2025-12-01T00:00:00Z"}

			event: log
			data: two
			data: lines

			event: done
			data: {"status":"active"}

			""";

	static final String ERROR = """
			{"error":{"code":"NOT_FOUND","message":"no such thing: hopx_live_test.test","details":{"missing_dependencies":["xvfb"],
			"retry_after":1},"request_id":"r"},"code":"FILE_NOT_FOUND","message":"m","retry_after":"2"}""";

	private Samples() {
	}

	/**
	 * Return what is answered to a request.
	 */
	static String of(HttpMethod method, String path, Choices choices) {
		Endpoint endpoint = Arrays.stream(Endpoint.values())
			.filter((each) -> each.method().equals(method) && path.matches(each.path().replaceAll("\\{\\w+}", "[^/]+")))
			.findFirst()
			.orElseThrow(() -> new AssertionError("No endpoint has the path " + path));
		String name = endpoint.name();
		return switch (endpoint) {
			case LIST_SANDBOXES -> page(SANDBOX);
			case LIST_TEMPLATES -> page(TEMPLATE);
			case BUILD_LOGS -> choices.oneIn(2) ? EVENTS : LOG;
			default -> {
				if (endpoint.plane() == Endpoint.Plane.CONTROL) {
					yield name.contains("TEMPLATE") || name.contains("BUILD") || name.contains("UPLOAD") ? TEMPLATE
							: SANDBOX;
				}
				if (path.startsWith("/desktop")) {
					yield DESKTOP;
				}
				if (path.startsWith("/files")) {
					yield FILES;
				}
				if (path.startsWith("/env")) {
					yield ENVIRONMENT;
				}
				yield name.contains("PROCESS") || name.contains("JUPYTER") ? PROCESSES
						: path.startsWith("/execute") || path.startsWith("/commands") ? RUN : FIGURES;
			}
		};
	}

	/**
	 * Return what a sandbox says on a socket, a frame a line.
	 */
	static String frames() {
		return """
				{"type":"stdout","data":"one\\n"}
				{"type":"stderr","data":"two\\n"}
				{"type":"output","data":"$ "}
				{"type":"display","data":{"text/html":"<b>","image/png":"iVBORw0KGgo="},"html":"<b>"}
				{"type":"change","path":"/workspace/b","event":"renamed","old_path":"/workspace/a","timestamp":"t"}
				{"type":"result","result":"42","success":true,"exit_code":0,"execution_time":0.5,"rich_outputs":[{"type":"x"}]}
				{"type":"error","error":"who","code":"TOKEN_EXPIRED","message":"m","retry_after":0}
				{"type":"exit","code":"7","exitCode":7}
				{"type":"complete","exit_code":0,"success":true,"duration":1.5}""";
	}

	/**
	 * Return what an agent calls back with.
	 */
	static String report() {
		return RUN;
	}

	private static String page(String item) {
		return "{\"data\":[" + item
				+ "],\"has_more\":false,\"next_cursor\":\"c\",\"request_id\":\"r\",\"object\":\"list\"}";
	}

}

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

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

/**
 * Files of the sandbox.
 */
final class FileStubs {

	private final Server server;

	private final Map<String, String> files = new TreeMap<>();

	/**
	 * Have no files, and take any.
	 */
	FileStubs(Server server) {
		this.server = server;
		server.general(HopxCall.READ_FILE.mapping(), Json.error(404, "FILE_NOT_FOUND"));
		server.general(HopxCall.FILE_EXISTS.mapping(), Json.ok(Map.of("exists", false)));
		server.general(HopxCall.LIST_FILES.mapping(), Json.ok(Map.of("files", List.of(), "count", 0)));
		for (HopxCall call : List.of(HopxCall.WRITE_FILE, HopxCall.MAKE_DIRECTORY, HopxCall.REMOVE_FILE)) {
			server.general(call.mapping(), Json.ok(Map.of("success", true, "message", "Done", "size", 0)));
		}
	}

	void add(String path, String content) {
		this.files.put(path, content);
		Map<String, Object> read = Map.of("content", content, "path", path, "size", size(content));
		this.server.exact(at("/files/read", path), Json.ok(read));
		this.server.exact(at("/files/download", path), bytes(content));
		this.server.exact(at("/files/exists", path), Json.ok(Map.of("exists", true, "path", path)));
		this.server.exact(at("/files/list", directory(path)), listing(directory(path)));
	}

	private ResponseDefinitionBuilder listing(String directory) {
		List<Map<String, Object>> listed = this.files.entrySet()
			.stream()
			.filter((file) -> directory(file.getKey()).equals(directory))
			.map((file) -> description(file.getKey(), size(file.getValue())))
			.toList();
		return Json.ok(Map.of("files", listed, "path", directory, "count", listed.size()));
	}

	private static MappingBuilder at(String call, String path) {
		return get(urlPathEqualTo(call)).withQueryParam("path", equalTo(path));
	}

	private static ResponseDefinitionBuilder bytes(String content) {
		return aResponse().withHeader("Content-Type", "application/octet-stream")
			.withBody(content.getBytes(StandardCharsets.UTF_8));
	}

	private static Map<String, Object> description(String path, int size) {
		return Map.of("name", path.substring(path.lastIndexOf('/') + 1), "path", path, "size", size, "is_directory",
				false, "permissions", "-rw-r--r--", "modified_time", Instant.now().toString());
	}

	private static String directory(String path) {
		int end = path.lastIndexOf('/');
		return (end > 0) ? path.substring(0, end) : "/";
	}

	private static int size(String content) {
		return content.getBytes(StandardCharsets.UTF_8).length;
	}

}

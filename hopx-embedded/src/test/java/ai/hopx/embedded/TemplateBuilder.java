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

package ai.hopx.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Builds templates the way the official clients do.
 */
final class TemplateBuilder {

	private final Http control;

	private final List<Map<String, Object>> steps = new ArrayList<>();

	TemplateBuilder(Http control) {
		this.control = control;
	}

	TemplateBuilder step(String type, String... args) {
		return step(Map.of("type", type, "args", List.of(args)));
	}

	TemplateBuilder step(Map<String, Object> step) {
		this.steps.add(step);
		return this;
	}

	Map<String, Object> request(String name) {
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("name", name);
		request.put("from_image", "ubuntu:22.04");
		request.put("cpu", 2);
		request.put("memory", 2048);
		request.put("diskGB", 10);
		request.put("steps", List.copyOf(this.steps));
		return request;
	}

	Reply start(Map<String, Object> request) {
		Reply reply = this.control.post("/v1/templates/build", request);
		assertThat(reply.status()).as(reply::toString).isIn(201, 202);
		return reply;
	}

	Reply awaitEnd(String id) {
		return await().atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> this.control.get("/v1/templates/build/" + id + "/status"),
					(status) -> !"building".equals(status.text("status")));
	}

	/**
	 * Build and wait.
	 * @param name the template's name
	 * @return the active template
	 */
	Reply buildActive(String name) {
		return buildActive(request(name));
	}

	Reply buildActive(Map<String, Object> request) {
		Reply status = awaitEnd(start(request).text("build_id"));
		assertThat(status.text("status")).as(status::toString).isEqualTo("active");
		return this.control.get("/v1/templates/" + status.text("template_id"));
	}

	/**
	 * Build and wait for the build to fail.
	 * @param name the template's name
	 * @return why it did
	 */
	String buildFailed(Map<String, Object> request) {
		Reply status = awaitEnd(start(request).text("build_id"));
		assertThat(status.text("status")).as(status::toString).isEqualTo("failed");
		return status.text("error_message");
	}

	String log(String id) {
		return this.control.get("/v1/templates/build/" + id + "/logs?offset=0").text("logs");
	}

	void deleteAll() {
		this.control.get("/v1/sandboxes?limit=1000")
			.json()
			.path("data")
			.forEach((sandbox) -> this.control.delete("/v1/sandboxes/" + sandbox.path("id").asString()));
		this.control.get("/v1/templates?category=custom")
			.json()
			.path("data")
			.forEach((template) -> assertThat(
					this.control.delete("/v1/templates/" + template.path("id").asString()).status())
				.isEqualTo(200));
	}

}

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

import java.util.HashMap;
import java.util.Map;

import ai.hopx.embedded.Http.Reply;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A sandbox made for one test.
 *
 * @param id its id
 * @param control calls to the control plane
 * @param agent calls to its agent
 * @param created the answer that created it
 */
record TestSandbox(String id, Http control, Http agent, Reply created) implements AutoCloseable {

	static TestSandbox create(EmbeddedHopx hopx) {
		return create(hopx, Map.of());
	}

	static TestSandbox create(EmbeddedHopx hopx, Map<String, Object> extra) {
		Map<String, Object> body = new HashMap<>(Map.of("template_name", "code-interpreter"));
		body.putAll(extra);
		Http control = Http.withKey(hopx);
		Reply created = control.post("/v1/sandboxes", body);
		assertThat(created.status()).as(created::toString).isEqualTo(201);
		Http agent = Http.withToken(created.text("public_host"), created.text("auth_token"));
		return new TestSandbox(created.text("id"), control, agent, created);
	}

	String path() {
		return "/v1/sandboxes/" + this.id;
	}

	Reply run(String language, String code) {
		return this.agent.post("/execute", Map.of("language", language, "code", code));
	}

	String status() {
		return this.control.get(path()).text("status");
	}

	@Override
	public void close() {
		this.control.delete(path());
	}

}

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

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One server for a test class; whatever sandboxes a test leaves are deleted after it.
 */
final class EmbeddedHopxExtension implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

	private final EmbeddedHopx hopx;

	EmbeddedHopxExtension(EmbeddedHopxSettings settings) {
		this.hopx = EmbeddedHopx.create(settings);
	}

	EmbeddedHopxExtension() {
		this(EmbeddedHopxSettings.defaults());
	}

	EmbeddedHopx hopx() {
		return this.hopx;
	}

	Http control() {
		return Http.withKey(this.hopx);
	}

	TestSandbox sandbox() {
		return TestSandbox.create(this.hopx);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.hopx.start();
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Http control = control();
		control.get("/v1/sandboxes?limit=1000")
			.json()
			.path("data")
			.forEach((sandbox) -> control.delete("/v1/sandboxes/" + sandbox.path("id").asString()));
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.hopx.stop();
	}

}

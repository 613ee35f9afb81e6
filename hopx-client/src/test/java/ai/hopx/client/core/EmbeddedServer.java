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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Hopx that really runs code, and templates that speak to it. Register it in a static
 * field.
 */
final class EmbeddedServer implements BeforeAllCallback, AfterAllCallback {

	/** The time for anything of a test to happen. */
	static final Duration LIMIT = Duration.ofSeconds(30);

	private final EmbeddedHopxSettings settings;

	private EmbeddedHopx hopx;

	private HopxClient client;

	EmbeddedServer() {
		this(EmbeddedHopxSettings.defaults());
	}

	EmbeddedServer(EmbeddedHopxSettings settings) {
		this.settings = settings;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.hopx = EmbeddedHopx.start(this.settings);
		this.client = HopxClient.builder().apiKey(this.hopx::apiKey).baseUrl(this.hopx.baseUrl()).build();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.client.close();
		this.hopx.close();
	}

	EmbeddedHopx hopx() {
		return this.hopx;
	}

	HopxClient client() {
		return this.client;
	}

	ReactiveHopxTemplate reactive() {
		return new ReactiveHopxTemplate(this.client, SandboxDefaults.standard(), Stream::empty,
				SandboxLifecycleListener.none(), SandboxTracker.none());
	}

	HopxTemplate blocking(SandboxLifecycleListener listener) {
		return new HopxTemplate(new ReactiveHopxTemplate(this.client, SandboxDefaults.standard(), Stream::empty,
				listener, SandboxTracker.none()));
	}

	HopxTemplate blocking() {
		return new HopxTemplate(reactive());
	}

}

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

import java.net.URI;
import java.util.Optional;

import ai.hopx.client.desktop.ReactiveVncOperations;
import ai.hopx.client.desktop.VncOperations;
import ai.hopx.client.desktop.VncOptions;
import ai.hopx.client.model.VncInfo;

/**
 * Waits for {@link ReactiveVncOperations}.
 */
record BlockingVncOperations(ReactiveVncOperations reactive) implements VncOperations {

	@Override
	public VncInfo start() {
		return Blocking.await(this.reactive.start());
	}

	@Override
	public VncInfo start(VncOptions options) {
		return Blocking.await(this.reactive.start(options));
	}

	@Override
	public void stop() {
		Blocking.awaitOptional(this.reactive.stop());
	}

	@Override
	public VncInfo status() {
		return Blocking.await(this.reactive.status());
	}

	@Override
	public Optional<URI> url() {
		return Optional.ofNullable(Blocking.awaitOptional(this.reactive.url()));
	}

}

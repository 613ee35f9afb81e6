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

import java.util.List;

import ai.hopx.client.desktop.ReactiveWindowOperations;
import ai.hopx.client.desktop.WindowOperations;
import ai.hopx.client.model.DesktopWindow;
import ai.hopx.client.model.Screenshot;
import ai.hopx.client.model.WindowId;

/**
 * Waits for {@link ReactiveWindowOperations}.
 */
record BlockingWindowOperations(ReactiveWindowOperations reactive) implements WindowOperations {

	@Override
	public List<DesktopWindow> list() {
		return Blocking.await(this.reactive.list().collectList());
	}

	@Override
	public void focus(WindowId id) {
		Blocking.awaitOptional(this.reactive.focus(id));
	}

	@Override
	public void close(WindowId id) {
		Blocking.awaitOptional(this.reactive.close(id));
	}

	@Override
	public void minimize(WindowId id) {
		Blocking.awaitOptional(this.reactive.minimize(id));
	}

	@Override
	public void resize(WindowId id, int width, int height) {
		Blocking.awaitOptional(this.reactive.resize(id, width, height));
	}

	@Override
	public Screenshot capture() {
		return Blocking.await(this.reactive.capture());
	}

	@Override
	public Screenshot capture(WindowId id) {
		return Blocking.await(this.reactive.capture(id));
	}

}

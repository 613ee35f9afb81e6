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
import java.util.Optional;

import ai.hopx.client.desktop.ReactiveScreenOperations;
import ai.hopx.client.desktop.ScreenOperations;
import ai.hopx.client.model.ScreenRegion;
import ai.hopx.client.model.Screenshot;

/**
 * Waits for {@link ReactiveScreenOperations}.
 */
record BlockingScreenOperations(ReactiveScreenOperations reactive) implements ScreenOperations {

	@Override
	public Screenshot screenshot() {
		return Blocking.await(this.reactive.screenshot());
	}

	@Override
	public Screenshot screenshot(ScreenRegion region) {
		return Blocking.await(this.reactive.screenshot(region));
	}

	@Override
	public String ocr(ScreenRegion region) {
		return Blocking.await(this.reactive.ocr(region));
	}

	@Override
	public String ocr(ScreenRegion region, String language) {
		return Blocking.await(this.reactive.ocr(region, language));
	}

	@Override
	public Optional<ScreenRegion> findElement(String text) {
		return Optional.ofNullable(Blocking.awaitOptional(this.reactive.findElement(text)));
	}

	@Override
	public Optional<ScreenRegion> waitFor(String text, Duration timeout) {
		return Optional.ofNullable(Blocking.awaitOptional(this.reactive.waitFor(text, timeout)));
	}

	@Override
	public Optional<ScreenRegion> bounds(String text) {
		return Optional.ofNullable(Blocking.awaitOptional(this.reactive.bounds(text)));
	}

}

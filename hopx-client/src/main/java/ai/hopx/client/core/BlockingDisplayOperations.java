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

import ai.hopx.client.desktop.DisplayOperations;
import ai.hopx.client.desktop.ReactiveDisplayOperations;
import ai.hopx.client.model.DisplayInfo;
import ai.hopx.client.model.ScreenResolution;

/**
 * Waits for {@link ReactiveDisplayOperations}.
 */
record BlockingDisplayOperations(ReactiveDisplayOperations reactive) implements DisplayOperations {

	@Override
	public DisplayInfo info() {
		return Blocking.await(this.reactive.info());
	}

	@Override
	public List<ScreenResolution> resolutions() {
		return Blocking.await(this.reactive.resolutions().collectList());
	}

	@Override
	public DisplayInfo resolution(int width, int height) {
		return Blocking.await(this.reactive.resolution(width, height));
	}

}

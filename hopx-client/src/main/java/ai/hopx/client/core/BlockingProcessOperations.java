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
import java.util.List;

import ai.hopx.client.model.BackgroundProcess;
import ai.hopx.client.model.SystemProcess;

/**
 * Waits for {@link ReactiveProcessOperations}.
 */
record BlockingProcessOperations(ReactiveProcessOperations reactive) implements ProcessOperations {

	@Override
	public List<BackgroundProcess> list() {
		return Blocking.await(this.reactive.list().collectList());
	}

	@Override
	public BackgroundProcess get(String id) {
		return Blocking.await(this.reactive.get(id));
	}

	@Override
	public BackgroundProcess awaitEnd(String id, Duration limit) {
		return Blocking.await(this.reactive.awaitEnd(id, limit));
	}

	@Override
	public List<SystemProcess> system() {
		return Blocking.await(this.reactive.system().collectList());
	}

	@Override
	public void kill(String id) {
		Blocking.awaitOptional(this.reactive.kill(id));
	}

}

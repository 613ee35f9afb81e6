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

import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxState;

/**
 * Waits for {@link ReactiveSandboxOperations}.
 */
record BlockingSandboxOperations(ReactiveHopxTemplate template) implements SandboxOperations {

	@Override
	public Stream<SandboxInfo> list() {
		return list(SandboxFilter.all());
	}

	@Override
	public Stream<SandboxInfo> list(SandboxFilter filter) {
		Stream<SandboxInfo> sandboxes = Blocking.stream(this.template.pages(filter));
		return (filter.limit() != null) ? sandboxes.limit(filter.limit()) : sandboxes;
	}

	@Override
	public SandboxInfo get(String id) {
		return Blocking.await(reactive().get(id));
	}

	@Override
	public void delete(String id) {
		Blocking.finish(reactive().delete(id));
	}

	@Override
	public void start(String id) {
		Blocking.awaitOptional(reactive().start(id));
	}

	@Override
	public void stop(String id) {
		Blocking.awaitOptional(reactive().stop(id));
	}

	@Override
	public void pause(String id) {
		Blocking.awaitOptional(reactive().pause(id));
	}

	@Override
	public void resume(String id) {
		Blocking.awaitOptional(reactive().resume(id));
	}

	@Override
	public void timeout(String id, Duration timeout) {
		Blocking.awaitOptional(reactive().timeout(id, timeout));
	}

	@Override
	public void awaitState(String id, SandboxState state, Duration limit) {
		Blocking.awaitOptional(reactive().awaitState(id, state, limit));
	}

	private ReactiveSandboxOperations reactive() {
		return this.template.sandboxes();
	}

}

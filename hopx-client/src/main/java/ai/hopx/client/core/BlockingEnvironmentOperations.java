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

import java.util.Map;
import java.util.Optional;

import ai.hopx.client.model.EnvironmentVariables;

/**
 * Waits for {@link ReactiveEnvironmentOperations}.
 */
record BlockingEnvironmentOperations(ReactiveEnvironmentOperations reactive) implements EnvironmentOperations {

	@Override
	public EnvironmentVariables all() {
		return Blocking.await(this.reactive.all());
	}

	@Override
	public Optional<String> get(String name) {
		return Optional.ofNullable(Blocking.awaitOptional(this.reactive.get(name)));
	}

	@Override
	public void set(String name, String value) {
		Blocking.awaitOptional(this.reactive.set(name, value));
	}

	@Override
	public void merge(Map<String, String> variables) {
		Blocking.awaitOptional(this.reactive.merge(variables));
	}

	@Override
	public void replace(Map<String, String> variables) {
		Blocking.awaitOptional(this.reactive.replace(variables));
	}

	@Override
	public void clear() {
		Blocking.awaitOptional(this.reactive.clear());
	}

	@Override
	public void delete(String name) {
		Blocking.awaitOptional(this.reactive.delete(name));
	}

}

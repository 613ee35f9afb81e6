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

package ai.hopx.embedded.runtime;

import java.util.Set;

import reactor.core.publisher.Mono;

/**
 * Sandboxes as process trees of this machine.
 */
public final class LocalSandboxRuntimes implements SandboxRuntimes {

	private LocalSandboxRuntimes() {
	}

	/**
	 * Look for interpreters, probe the isolation and get ready to start sandboxes.
	 * @param settings what to do
	 * @return the sandboxes' factory
	 * @throws IllegalStateException if this machine lacks what the settings need; the
	 * message names what to install
	 */
	public static SandboxRuntimes create(RuntimeSettings settings) {
		throw new UnsupportedOperationException("Not implemented yet");
	}

	@Override
	public Mono<SandboxRuntime> start(RuntimeSpec spec) {
		throw new UnsupportedOperationException("Not implemented yet");
	}

	@Override
	public IsolationReport isolation() {
		throw new UnsupportedOperationException("Not implemented yet");
	}

	@Override
	public Set<String> languages() {
		throw new UnsupportedOperationException("Not implemented yet");
	}

	@Override
	public void close() {
	}

}

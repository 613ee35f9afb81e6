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

import java.util.stream.Stream;

import ai.hopx.client.model.RunResult;
import ai.hopx.client.stream.ExecutionEvent;

/**
 * Waits for {@link ReactiveIpythonOperations}.
 */
record BlockingIpythonOperations(ReactiveIpythonOperations reactive) implements IpythonOperations {

	@Override
	public RunResult run(String code) {
		return Blocking.await(this.reactive.run(code));
	}

	@Override
	public RunResult run(CodeRequest request) {
		return Blocking.await(this.reactive.run(request));
	}

	@Override
	public Stream<ExecutionEvent> stream(CodeRequest request) {
		return BlockingStreams.of(this.reactive.stream(request));
	}

}

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

package ai.hopx.spring.boot.test.junit;

import java.util.Set;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.HopxOperations;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxOperations;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.embedded.EmbeddedHopx;

/**
 * Templates that use a server. The only class here that needs the client.
 */
final class ServerClient implements AutoCloseable {

	private static final Set<Class<?>> TYPES = Set.of(HopxTemplate.class, HopxOperations.class,
			ReactiveHopxTemplate.class, ReactiveHopxOperations.class);

	private final HopxClient client;

	private final ReactiveHopxTemplate reactiveTemplate;

	private final HopxTemplate template;

	ServerClient(EmbeddedHopx hopx) {
		this.client = HopxClient.builder().apiKey(hopx::apiKey).baseUrl(hopx.baseUrl()).build();
		this.reactiveTemplate = new ReactiveHopxTemplate(this.client, SandboxDefaults.standard(), Stream::empty,
				SandboxLifecycleListener.none(), SandboxTracker.none());
		this.template = new HopxTemplate(this.reactiveTemplate);
	}

	static boolean supports(Class<?> type) {
		return TYPES.contains(type);
	}

	/**
	 * Return the template of a type.
	 * @param type one that is {@link #supports supported}
	 */
	Object template(Class<?> type) {
		return type.isInstance(this.template) ? this.template : this.reactiveTemplate;
	}

	@Override
	public void close() {
		this.client.close();
	}

}

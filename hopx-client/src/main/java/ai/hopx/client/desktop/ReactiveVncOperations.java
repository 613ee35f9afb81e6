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

package ai.hopx.client.desktop;

import java.net.URI;

import ai.hopx.client.model.VncInfo;
import reactor.core.publisher.Mono;

/**
 * The VNC server of one sandbox, through which people see and use its desktop, without
 * blocking. Safe for use from many threads.
 *
 * @see VncOperations
 */
public interface ReactiveVncOperations {

	/**
	 * Start the server for the first display, without a password: {@code POST
	 * /desktop/vnc/start}.
	 * @return where it is reached
	 * @see #start(VncOptions)
	 */
	Mono<VncInfo> start();

	/**
	 * Start the server: {@code POST /desktop/vnc/start}.
	 * @param options how to start it
	 * @return where it is reached. {@link ai.hopx.client.UnexpectedResponseException}
	 * where the agent names no URL, as some do that have no desktop
	 */
	Mono<VncInfo> start(VncOptions options);

	/**
	 * Stop the server: {@code POST /desktop/vnc/stop}.
	 * @return completion
	 */
	Mono<Void> stop();

	/**
	 * Return whether the server runs, and where: {@code GET /desktop/vnc/status}.
	 * @return its description
	 */
	Mono<VncInfo> status();

	/**
	 * Return where the server is reached: {@code GET /desktop/vnc/status}.
	 * @return its URL, or nothing where it does not run
	 */
	Mono<URI> url();

}

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
import java.util.Optional;

import ai.hopx.client.model.VncInfo;

/**
 * The VNC server of one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveVncOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface VncOperations {

	/**
	 * Start the server for the first display, without a password.
	 * @return where it is reached
	 */
	VncInfo start();

	/**
	 * Start the server.
	 * @param options how to start it
	 * @return where it is reached
	 * @throws ai.hopx.client.UnexpectedResponseException where the agent names no URL, as
	 * some do that have no desktop
	 */
	VncInfo start(VncOptions options);

	/**
	 * Stop the server.
	 */
	void stop();

	/**
	 * Return whether the server runs, and where.
	 * @return its description
	 */
	VncInfo status();

	/**
	 * Return where the server is reached.
	 * @return its URL, or empty where it does not run
	 */
	Optional<URI> url();

}

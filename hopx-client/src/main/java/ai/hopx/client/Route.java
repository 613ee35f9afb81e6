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

package ai.hopx.client;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Where the requests of a plane go and what they show there.
 */
interface Route {

	/**
	 * Return where the next attempt goes. Asked for each.
	 */
	Mono<Destination> destination();

	/**
	 * Return where to go on after what was shown has been refused with a 401.
	 * @param refused what was refused
	 * @return a destination with other credentials, or empty where there are none
	 */
	Mono<Destination> renewed(Credentials refused);

	/**
	 * Return the sandbox that a request is about.
	 */
	@Nullable String sandboxId(HopxRequest request);

	/**
	 * Where one attempt goes.
	 *
	 * @param origin scheme, host and port, and a path that comes before all others
	 * @param credentials what it shows there
	 */
	record Destination(URI origin, Credentials credentials) {
	}

}

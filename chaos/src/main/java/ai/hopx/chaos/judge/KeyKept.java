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

package ai.hopx.chaos.judge;

import java.util.List;

import ai.hopx.embedded.ledger.RequestEntry;

/**
 * No sandbox was shown the API key.
 */
public final class KeyKept extends Invariant {

	private long requests;

	private long bytes;

	KeyKept() {
		super("no key was seen on a data plane");
	}

	/**
	 * Look at a request that the ledger has.
	 */
	synchronized void saw(RequestEntry request) {
		this.requests++;
		if (request.showedApiKeyToSandbox()) {
			broken("%s %s of %s came with X-API-Key".formatted(request.method(), request.path(), request.sandboxId()));
		}
	}

	/**
	 * Look at what went over the wire.
	 * @param sightings where the key was seen
	 * @param bytes how much was looked through
	 */
	public synchronized void wire(List<String> sightings, long bytes) {
		this.bytes = bytes;
		sightings.forEach(this::broken);
	}

	@Override
	protected synchronized String seen() {
		return this.requests + " requests, " + this.bytes + " bytes on the wire to sandboxes";
	}

}

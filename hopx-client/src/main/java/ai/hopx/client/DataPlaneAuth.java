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

/**
 * What the agent inside a sandbox is shown. A sandbox runs untrusted code, so that
 * whatever it is shown must be counted as known to that code.
 */
public enum DataPlaneAuth {

	/**
	 * The sandbox's own short-lived token and nothing else. The pipeline to sandboxes has
	 * then no way to reach the API key.
	 */
	TOKEN,

	/**
	 * The organisation's API key, as {@code X-API-Key}, to allowed hosts. For services
	 * that give no tokens.
	 */
	API_KEY,

	/**
	 * {@link #TOKEN}, unless the service shows that it knows no tokens: a create was
	 * answered without one and the call that makes them does not exist. Decided once.
	 */
	AUTO

}

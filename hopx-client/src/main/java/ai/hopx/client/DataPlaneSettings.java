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

import java.util.List;

/**
 * How sandboxes are reached.
 *
 * @param urlTemplate URL of a sandbox that the service names no host for, with
 * {@code {sandbox_id}} in it
 * @param allowedHosts hosts that credentials may be sent to: a name, or {@code *.} and a
 * name for all below it. Loopback is allowed as well while the control plane is loopback
 * @param auth what the sandbox is shown
 */
public record DataPlaneSettings(String urlTemplate, List<String> allowedHosts, DataPlaneAuth auth) {

	private static final DataPlaneSettings DEFAULTS = new DataPlaneSettings("https://{sandbox_id}.hopx.dev",
			List.of("*.hopx.dev", "*.hopx.ai"), DataPlaneAuth.AUTO);

	public DataPlaneSettings {
		allowedHosts = List.copyOf(allowedHosts);
	}

	/**
	 * Return the settings for Hopx's own cloud.
	 * @return the settings
	 */
	public static DataPlaneSettings defaults() {
		return DEFAULTS;
	}

}

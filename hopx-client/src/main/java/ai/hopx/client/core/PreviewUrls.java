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

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where servers inside a sandbox are reached: at the host of its agent, with their port
 * before its first label in place of the agent's.
 */
final class PreviewUrls {

	/**
	 * A host of Hopx's machines, which is always reached by https.
	 */
	private static final String MACHINES = ".vms.hopx.dev";

	private static final Pattern HOST = Pattern.compile("(?:\\d{1,5}-)?([A-Za-z0-9][A-Za-z0-9_-]*)(\\.[^.]+.*)");

	private static final Pattern ADDRESS = Pattern.compile("[\\d.]+|\\[.*");

	private PreviewUrls() {
	}

	static URI of(URI origin, int port) {
		if (port < 1 || port > 65535) {
			throw Arguments.invalid("A port is a number from 1 to 65535 and not " + port);
		}
		String host = (origin.getHost() != null) ? origin.getHost() : "";
		Matcher matcher = HOST.matcher(host);
		if (ADDRESS.matcher(host).matches() || host.endsWith(".localhost") || !matcher.matches()) {
			throw Arguments
				.invalid(("Servers inside this sandbox have no addresses of their own: its agent is at '%s', "
						+ "and only host names can have a port in front")
					.formatted(host));
		}
		String preview = port + "-" + matcher.group(1) + matcher.group(2);
		if (host.endsWith(MACHINES)) {
			return URI.create("https://" + preview + "/");
		}
		return URI.create(
				origin.getScheme() + "://" + preview + ((origin.getPort() != -1) ? ":" + origin.getPort() : "") + "/");
	}

}

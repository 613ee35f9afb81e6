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

/**
 * Checks the control plane's URL: the API key goes there.
 */
final class BaseUrl {

	private static final String PROPERTY = "hopx.base-url";

	private BaseUrl() {
	}

	/**
	 * Check a URL.
	 * @param url the URL
	 * @return the URL without a slash at its end
	 * @throws HopxConfigurationException where the API key must not be sent there
	 */
	static URI check(URI url) {
		String scheme = url.getScheme();
		if (!"https".equalsIgnoreCase(scheme) && !"http".equalsIgnoreCase(scheme)) {
			throw refused("must be a URL that starts with https://, such as https://api.hopx.dev");
		}
		if (url.getHost() == null) {
			throw refused("must name a host, as https://api.hopx.dev does");
		}
		if (url.getRawUserInfo() != null) {
			throw refused("must hold no user and no password: the key belongs into 'hopx.api-key'");
		}
		if (url.getRawQuery() != null || url.getRawFragment() != null) {
			throw refused("must end before any '?' or '#'");
		}
		if ("http".equalsIgnoreCase(scheme) && !Loopback.contains(url.getHost())) {
			throw refused("must be https: the API key would cross the network to '" + url.getHost()
					+ "' for all to read. Plain http is for loopback only");
		}
		String text = url.toString();
		return URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
	}

	private static HopxConfigurationException refused(String reason) {
		// Without the URL: it may hold a password
		return new HopxConfigurationException(PROPERTY, reason);
	}

}

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
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The hosts that a sandbox's credentials may be sent to. The service names the host of
 * each sandbox; this is what it is checked against.
 */
final class AllowedHosts {

	private static final String PROPERTY = "hopx.data-plane.allowed-hosts";

	private static final Pattern PATTERN = Pattern
		.compile("(\\*\\.)?[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:.]+]");

	private final List<String> patterns;

	private final boolean loopback;

	/**
	 * Create the list.
	 * @param patterns host names, or {@code *.} and a host name for all below it
	 * @param loopback whether this machine is allowed as well
	 */
	AllowedHosts(List<String> patterns, boolean loopback) {
		for (String pattern : patterns) {
			if (!PATTERN.matcher(pattern).matches()) {
				throw new HopxConfigurationException(PROPERTY,
						"must list host names such as 'sandbox.example.com', or '*.example.com' for all below it, "
								+ "without scheme and path, but holds '" + pattern + "'");
			}
		}
		this.patterns = patterns.stream().map((pattern) -> pattern.toLowerCase(Locale.ROOT)).toList();
		this.loopback = loopback;
	}

	/**
	 * Take a URL for a sandbox's origin.
	 * @param url the URL
	 * @return its scheme, host and port
	 * @throws Refused where no credentials may be sent there
	 */
	URI origin(String url) throws Refused {
		URI uri = parse(url);
		String host = uri.getHost();
		if (host == null) {
			throw new Refused("is no URL with a scheme and a host");
		}
		if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null
				|| !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
			throw new Refused("has more to it than scheme, host and port");
		}
		boolean plain = "http".equalsIgnoreCase(uri.getScheme());
		if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
			throw new Refused("is neither https nor http");
		}
		if (!allows(host.toLowerCase(Locale.ROOT))) {
			throw new Refused(
					"is not allowed by '" + PROPERTY + "'. Add its host there if sandboxes really live on it");
		}
		if (plain && !Loopback.contains(host)) {
			throw new Refused("is not https: its credentials would cross the network for all to read");
		}
		return URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + uri.getRawAuthority());
	}

	private static URI parse(String url) throws Refused {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			throw new Refused("is no URL");
		}
	}

	private boolean allows(String host) {
		if (this.loopback && Loopback.contains(host)) {
			return true;
		}
		return this.patterns.stream().anyMatch((pattern) -> matches(pattern, host));
	}

	private static boolean matches(String pattern, String host) {
		if (pattern.startsWith("*.")) {
			String suffix = pattern.substring(1);
			return host.length() > suffix.length() && host.endsWith(suffix);
		}
		return host.equals(pattern);
	}

	/**
	 * Says why a URL is not taken, going on from the URL.
	 */
	static final class Refused extends Exception {

		private static final long serialVersionUID = 1L;

		Refused(String reason) {
			super(reason);
		}

		String reason() {
			@Nullable String message = getMessage();
			return (message != null) ? message : "";
		}

	}

}

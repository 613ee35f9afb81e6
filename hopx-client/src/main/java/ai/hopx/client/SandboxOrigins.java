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
import java.util.Map;
import java.util.regex.Pattern;

import ai.hopx.client.model.SandboxInfo;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where the agent of a sandbox is: the service's word first, the configured
 * template where it has none.
 */
final class SandboxOrigins {

	private static final String PROPERTY = "hopx.data-plane.url-template";

	private static final String PLACEHOLDER = "{sandbox_id}";

	private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");

	private final String template;

	private final AllowedHosts allowedHosts;

	SandboxOrigins(String template, AllowedHosts allowedHosts) {
		this.template = template;
		this.allowedHosts = allowedHosts;
		if (!template.contains(PLACEHOLDER)) {
			throw new HopxConfigurationException(PROPERTY, "must hold '" + PLACEHOLDER
					+ "': each sandbox is a host of its own, as in https://{sandbox_id}.hopx.dev");
		}
		try {
			allowedHosts.origin(template.replace(PLACEHOLDER, "a1"));
		}
		catch (AllowedHosts.Refused ex) {
			throw new HopxConfigurationException(PROPERTY, "cannot be used: '" + template + "' " + ex.reason());
		}
	}

	static boolean isNamed(SandboxInfo sandbox) {
		return !url(sandbox).isEmpty();
	}

	/**
	 * Return the origin that a description of a sandbox names.
	 * @param sandbox the description
	 * @return the origin
	 * @throws UnexpectedResponseException where it may not be used
	 */
	URI named(SandboxInfo sandbox) {
		String url = url(sandbox);
		try {
			return this.allowedHosts.origin(url);
		}
		catch (AllowedHosts.Refused ex) {
			throw new UnexpectedResponseException(
					"The service says that sandbox %s is at '%s', but that %s".formatted(sandbox.id(),
							SecretMask.text(url), ex.reason()),
					new HopxError(null, null, sandbox.requestId(), sandbox.id(), Map.of()), null);
		}
	}

	/**
	 * Return the origin that the template gives.
	 * @param sandboxId id of the sandbox
	 * @return the origin
	 * @throws HopxValidationException where the id cannot be part of a host's name
	 */
	URI templated(String sandboxId) {
		HopxError error = HopxError.of(sandboxId);
		if (!LABEL.matcher(sandboxId).matches()) {
			throw new HopxValidationException(
					("The service names no host for sandbox %s, and its id makes no valid host in '%s'. "
							+ "Set '%s' to what fits this service")
						.formatted(sandboxId, this.template, PROPERTY),
					error);
		}
		try {
			return this.allowedHosts.origin(this.template.replace(PLACEHOLDER, sandboxId));
		}
		catch (AllowedHosts.Refused ex) {
			throw new HopxValidationException(
					"'%s' makes a URL for sandbox %s that %s".formatted(PROPERTY, sandboxId, ex.reason()), error);
		}
	}

	private static String url(SandboxInfo sandbox) {
		String publicHost = textOf(sandbox.publicHost());
		return publicHost.isEmpty() ? textOf(sandbox.directUrl()) : publicHost;
	}

	private static String textOf(@Nullable String value) {
		return (value != null) ? value.strip() : "";
	}

}

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

import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Decides, once for a control plane, whether sandboxes are shown their own token or the
 * API key. The only thing on the data plane's side that can reach the key, and not even
 * this one can under {@link DataPlaneAuth#TOKEN}.
 */
final class DataPlaneAccess {

	private static final Log logger = LogFactory.getLog(DataPlaneAccess.class);

	private final DataPlaneAuth setting;

	private final @Nullable Supplier<Credentials> apiKey;

	private volatile DataPlaneAuth inForce;

	private DataPlaneAccess(DataPlaneAuth setting, @Nullable Supplier<Credentials> apiKey) {
		this.setting = setting;
		this.apiKey = apiKey;
		this.inForce = setting;
	}

	static DataPlaneAccess of(DataPlaneAuth setting, ApiKey apiKey) {
		return new DataPlaneAccess(setting,
				(setting != DataPlaneAuth.TOKEN) ? () -> apiKey.credentials(AuthScheme.API_KEY) : null);
	}

	DataPlaneAuth inForce() {
		return this.inForce;
	}

	/**
	 * Return whether a sandbox is shown the API key. One that has a token is not, unless
	 * the setting says so in as many words.
	 */
	boolean showsApiKey(boolean hasToken) {
		return this.setting == DataPlaneAuth.API_KEY || (!hasToken && inForce() == DataPlaneAuth.API_KEY);
	}

	Credentials apiKey() {
		Assert.state(this.apiKey != null, "The data plane has no API key");
		return this.apiKey.get();
	}

	/**
	 * The service gave a token, so it is one that has tokens.
	 */
	void tokenSeen() {
		decide(DataPlaneAuth.TOKEN);
	}

	boolean isUndecided() {
		return inForce() == DataPlaneAuth.AUTO;
	}

	/**
	 * The service has shown that it has no tokens.
	 * @return whether sandboxes are shown the API key from now on
	 */
	boolean fallBackToApiKey() {
		if (decide(DataPlaneAuth.API_KEY)) {
			logger.warn("This Hopx service gives sandboxes no tokens of their own: they are shown the API key from now "
					+ "on, and so is the code that runs in them. Set 'hopx.data-plane.auth' to 'token' to forbid this, "
					+ "or to 'api-key' to say that it is meant");
		}
		return inForce() == DataPlaneAuth.API_KEY;
	}

	private synchronized boolean decide(DataPlaneAuth decision) {
		boolean first = isUndecided();
		if (first) {
			this.inForce = decision;
		}
		return first;
	}

}

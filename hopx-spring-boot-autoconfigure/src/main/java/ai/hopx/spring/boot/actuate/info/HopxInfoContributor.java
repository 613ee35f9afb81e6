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

package ai.hopx.spring.boot.actuate.info;

import java.util.Map;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxVersion;

import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.util.Assert;

/**
 * {@link InfoContributor} for the version of this library and the control plane that it
 * speaks to. Asks nobody.
 */
public class HopxInfoContributor implements InfoContributor {

	private final HopxClient client;

	/**
	 * Create a contributor.
	 * @param client the way to the control plane
	 */
	public HopxInfoContributor(HopxClient client) {
		Assert.notNull(client, "'client' must not be null");
		this.client = client;
	}

	@Override
	public void contribute(Info.Builder builder) {
		builder.withDetail("hopx", Map.of("version", HopxVersion.get(), "baseUrl", this.client.baseUrl().toString()));
	}

}

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

package ai.hopx.spring.boot.autoconfigure.endpoint;

import ai.hopx.client.HopxClient;
import ai.hopx.client.monitor.SandboxMonitor;
import ai.hopx.client.pool.SandboxPools;
import ai.hopx.spring.boot.actuate.endpoint.HopxEndpoint;
import ai.hopx.spring.boot.actuate.endpoint.HopxEndpointWebExtension;
import ai.hopx.spring.boot.autoconfigure.monitor.SandboxMonitorAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolAutoConfiguration;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/**
 * {@link AutoConfiguration Auto-configuration} for {@link HopxEndpoint}.
 */
@AutoConfiguration(after = { SandboxMonitorAutoConfiguration.class, SandboxPoolAutoConfiguration.class })
@ConditionalOnClass({ SandboxMonitor.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ HopxClient.class, SandboxMonitor.class })
@ConditionalOnAvailableEndpoint(HopxEndpoint.class)
public final class HopxEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	HopxEndpoint hopxEndpoint(HopxClient client, SandboxMonitor monitor, ObjectProvider<SandboxPools> pools) {
		return new HopxEndpoint(client, monitor, pools.getIfAvailable());
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnBean(HopxEndpoint.class)
	HopxEndpointWebExtension hopxEndpointWebExtension(HopxEndpoint endpoint) {
		return new HopxEndpointWebExtension(endpoint);
	}

}

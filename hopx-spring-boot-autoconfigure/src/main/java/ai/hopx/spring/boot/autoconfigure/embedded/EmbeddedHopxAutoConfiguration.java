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

package ai.hopx.spring.boot.autoconfigure.embedded;

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxConfigurationException;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import ai.hopx.spring.boot.autoconfigure.HopxConnectionDetails;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link AutoConfiguration Auto-configuration} for an {@link EmbeddedHopx}. Since that
 * runs code on this machine, being on the class path is not enough: it has to be asked
 * for.
 */
@AutoConfiguration(before = HopxAutoConfiguration.class)
@ConditionalOnClass(HopxClient.class)
@ConditionalOnBooleanProperty("hopx.embedded.enabled")
@ConditionalOnBooleanProperty(name = "hopx.enabled", matchIfMissing = true)
public final class EmbeddedHopxAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(EmbeddedHopx.class)
	@EnableConfigurationProperties(EmbeddedHopxProperties.class)
	static class EmbeddedServerConfiguration {

		/**
		 * Started here and not later in the life of the context, since its port is known
		 * only then; closed after all that use it.
		 */
		@Bean(destroyMethod = "close")
		@ConditionalOnMissingBean
		EmbeddedHopx embeddedHopx(EmbeddedHopxProperties properties) {
			EmbeddedHopxSettings settings = settings(properties);
			try {
				return EmbeddedHopx.start(settings);
			}
			catch (IllegalStateException ex) {
				throw new EmbeddedHopxStartException(ex);
			}
		}

		@Bean
		@ConditionalOnMissingBean(HopxConnectionDetails.class)
		EmbeddedHopxConnectionDetails hopxConnectionDetails(EmbeddedHopx embeddedHopx) {
			return new EmbeddedHopxConnectionDetails(embeddedHopx);
		}

		private static EmbeddedHopxSettings settings(EmbeddedHopxProperties properties) {
			EmbeddedHopxSettings.Builder builder = EmbeddedHopxSettings.builder()
				.isolation(properties.isolation())
				// The context decides when the server stops: after the beans that use it
				.shutdownHook(false);
			apply("hopx.embedded.port", () -> builder.port(properties.port()));
			apply("hopx.embedded.boot-delay", () -> builder.bootDelay(properties.bootDelay()));
			return builder.build();
		}

		private static void apply(String property, Runnable setting) {
			try {
				setting.run();
			}
			catch (IllegalArgumentException ex) {
				throw new HopxConfigurationException(property, "cannot be used: " + ex.getMessage());
			}
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("ai.hopx.embedded.EmbeddedHopx")
	static class EmbeddedServerMissingConfiguration {

		EmbeddedServerMissingConfiguration() {
			throw new EmbeddedHopxNotFoundException();
		}

	}

}

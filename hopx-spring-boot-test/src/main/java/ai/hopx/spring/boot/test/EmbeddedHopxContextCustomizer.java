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

package ai.hopx.spring.boot.test;

import java.time.Duration;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.Quotas;
import ai.hopx.embedded.runtime.Isolation;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Registers an {@link EmbeddedHopx} and the connection details that lead to it. Equal
 * customizers make equal keys of the context cache, so that tests that ask for the same
 * server get the same one.
 *
 * @param isolation how code is kept away from this machine
 * @param bootDelay time that creating a sandbox takes longer
 * @param serviceQuotas whether the service's quotas hold
 */
record EmbeddedHopxContextCustomizer(Isolation isolation, Duration bootDelay,
		boolean serviceQuotas) implements ContextCustomizer {

	private static final String SERVER = "embeddedHopxOfTest";

	private static final String CONNECTION_DETAILS = "embeddedHopxOfTestConnectionDetails";

	static EmbeddedHopxContextCustomizer of(AutoConfigureEmbeddedHopx annotation) {
		return new EmbeddedHopxContextCustomizer(annotation.isolation(),
				DurationStyle.detectAndParse(annotation.bootDelay()), annotation.serviceQuotas());
	}

	@Override
	public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
		boolean wanted = context.getEnvironment().getProperty("hopx.enabled", Boolean.class, true);
		if (wanted && !hasServerOfParent(context)) {
			BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
			register(registry, SERVER, server());
			if (ClassUtils.isPresent("ai.hopx.spring.boot.autoconfigure.HopxConnectionDetails",
					context.getClassLoader())) {
				register(registry, CONNECTION_DETAILS, connectionDetails());
			}
		}
	}

	private static boolean hasServerOfParent(ConfigurableApplicationContext context) {
		return context.getParent() != null && BeanFactoryUtils.beanNamesForTypeIncludingAncestors(context.getParent(),
				EmbeddedHopx.class).length > 0;
	}

	private static void register(BeanDefinitionRegistry registry, String name, RootBeanDefinition definition) {
		// Wins over a bean of the application, whose key must not be used by a test
		definition.setPrimary(true);
		definition.setRole(BeanDefinition.ROLE_INFRASTRUCTURE);
		EmbeddedHopxBeanRegistrationExcludeFilter.exclude(definition);
		registry.registerBeanDefinition(name, definition);
	}

	/**
	 * Started as a bean and not later in the life of the context, since its port is known
	 * only then; stopped after all beans that depend on it.
	 */
	private RootBeanDefinition server() {
		RootBeanDefinition definition = new RootBeanDefinition(EmbeddedHopx.class,
				() -> EmbeddedHopx.start(settings()));
		definition.setDestroyMethodName("close");
		return definition;
	}

	private static RootBeanDefinition connectionDetails() {
		RootBeanDefinition definition = new RootBeanDefinition(EmbeddedHopxConnectionDetails.class);
		definition.getConstructorArgumentValues().addIndexedArgumentValue(0, new RuntimeBeanReference(SERVER));
		return definition;
	}

	private EmbeddedHopxSettings settings() {
		return EmbeddedHopxSettings.builder()
			.isolation(this.isolation)
			.bootDelay(this.bootDelay)
			.quotas(this.serviceQuotas ? Quotas.ofService() : Quotas.none())
			// The context decides when the server stops: after the beans that use it
			.shutdownHook(false)
			.build();
	}

}

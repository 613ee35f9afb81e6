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

import org.springframework.beans.factory.aot.BeanRegistrationExcludeFilter;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.RegisteredBean;

/**
 * Keeps beans that {@link EmbeddedHopxContextCustomizer} registers out of what is
 * generated ahead of time: it registers them again when the tests run.
 */
class EmbeddedHopxBeanRegistrationExcludeFilter implements BeanRegistrationExcludeFilter {

	private static final String MARK = EmbeddedHopxBeanRegistrationExcludeFilter.class.getName();

	static void exclude(BeanDefinition definition) {
		definition.setAttribute(MARK, true);
	}

	@Override
	public boolean isExcludedFromAotProcessing(RegisteredBean registeredBean) {
		return registeredBean.getMergedBeanDefinition().hasAttribute(MARK);
	}

}

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

import ai.hopx.embedded.EmbeddedHopx;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Hands a test the {@link EmbeddedHopx} of its context where Spring would not, as a
 * parameter without {@code @Autowired}, and lifts its faults after each test.
 */
class EmbeddedHopxTestExtension implements ParameterResolver, AfterEachCallback {

	private final ParameterResolver spring = new SpringExtension();

	@Override
	public boolean supportsParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		return parameterContext.getParameter().getType() == EmbeddedHopx.class
				&& !this.spring.supportsParameter(parameterContext, extensionContext);
	}

	@Override
	public EmbeddedHopx resolveParameter(ParameterContext parameterContext, ExtensionContext extensionContext) {
		return SpringExtension.getApplicationContext(extensionContext).getBean(EmbeddedHopx.class);
	}

	/**
	 * Lift the faults that the test has set: its context, and the server with it, is kept
	 * for others.
	 */
	@Override
	public void afterEach(ExtensionContext context) {
		SpringExtension.getApplicationContext(context)
			.getBeanProvider(EmbeddedHopx.class)
			.ifAvailable((server) -> server.faults().reset());
	}

}

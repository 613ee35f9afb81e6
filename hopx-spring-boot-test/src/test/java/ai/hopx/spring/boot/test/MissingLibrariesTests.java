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

import java.util.concurrent.Callable;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.spring.boot.test.junit.EmbeddedHopxExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.junit.jupiter.SpringExtension;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Real starts on class paths that lack what is optional.
 */
class MissingLibrariesTests {

	private static final String STARTER = "hopx-client|hopx-spring-boot-(autoconfigure|starter)";

	@Test
	void theExtensionNeedsNoClientAndNoWireMock() throws Exception {
		assertThat(callWithout(STARTER + "|wiremock", ExtensionRun.class)).isEqualTo("1 passed, [] failed");
	}

	@Test
	void theAnnotationNeedsNoClientAndNoWireMock() throws Exception {
		assertThat(callWithout(STARTER + "|wiremock", AnnotationRun.class)).isEqualTo("1 passed, [] failed");
	}

	@Test
	void theAnnotationNeedsNoJUnit() throws Exception {
		assertThat(callWithout(STARTER + "|wiremock|junit", ContextRun.class)).isEqualTo("running: true");
	}

	private static String callWithout(String missing, Class<? extends Callable<String>> type) throws Exception {
		try (FreshClassPath classPath = FreshClassPath.without(missing)) {
			assertThat(ClassUtils.isPresent("ai.hopx.client.core.HopxTemplate", classPath.loader())).isFalse();
			return classPath.call(type);
		}
	}

	private static String run(Class<?> testClass) {
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create()
			.execute(LauncherDiscoveryRequestBuilder.request()
				.selectors(DiscoverySelectors.selectClass(testClass))
				.build(), listener);
		return listener.getSummary().getTestsSucceededCount() + " passed, "
				+ listener.getSummary().getFailures().stream().map((failure) -> failure.getException()).toList()
				+ " failed";
	}

	public static class ExtensionRun implements Callable<String> {

		@Override
		public String call() {
			return run(WithExtension.class);
		}

	}

	public static class AnnotationRun implements Callable<String> {

		@Override
		public String call() {
			return run(WithAnnotation.class);
		}

	}

	public static class ContextRun implements Callable<String> {

		@Override
		public String call() {
			TestContext testContext = new TestContextManager(WithContext.class).getTestContext();
			ApplicationContext context = testContext.getApplicationContext();
			String result = "running: " + context.getBean(EmbeddedHopx.class).isRunning();
			testContext.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
			return result;
		}

	}

	@ExtendWith(EmbeddedHopxExtension.class)
	static class WithExtension {

		@Test
		void hasAServer(EmbeddedHopx server, TestInfo ofAnotherResolver) {
			assertThat(server.isRunning()).isTrue();
		}

	}

	@ExtendWith(SpringExtension.class)
	@ContextConfiguration(classes = Nothing.class)
	@AutoConfigureEmbeddedHopx
	@DirtiesContext
	static class WithAnnotation {

		@Test
		void hasAServer(EmbeddedHopx server) {
			assertThat(server.isRunning()).isTrue();
		}

	}

	@ContextConfiguration(classes = Nothing.class)
	@AutoConfigureEmbeddedHopx
	static class WithContext {

	}

	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}

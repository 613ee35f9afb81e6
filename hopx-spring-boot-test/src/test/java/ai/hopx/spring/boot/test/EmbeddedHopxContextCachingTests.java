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

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.runtime.Isolation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.ContextHierarchy;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;
import org.springframework.test.context.TestContextManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which tests have a server, and which have the same one.
 */
class EmbeddedHopxContextCachingTests {

	@AfterAll
	static void closeContexts() {
		List.of(Plain.class, Delayed.class, NotIsolated.class, Unannotated.class, InHierarchy.class)
			.forEach((testClass) -> new TestContextManager(testClass).getTestContext()
				.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE));
	}

	@ParameterizedTest
	@ValueSource(classes = { SamePlain.class, ByMetaAnnotation.class, BySuperclass.class, Plain.Inner.class })
	void testsThatAskForTheSameServerShareIt(Class<?> testClass) {
		assertThat(context(testClass)).isSameAs(context(Plain.class));
		assertThat(context(testClass).getBean(EmbeddedHopx.class).isRunning()).isTrue();
	}

	@Test
	void testsThatAskForAnotherServerGetAnother() {
		assertThat(context(Delayed.class).getBean(EmbeddedHopx.class))
			.isNotSameAs(context(Plain.class).getBean(EmbeddedHopx.class));
	}

	@ParameterizedTest
	@ValueSource(classes = { Delayed.class, NotIsolated.class, WithQuotas.class })
	void everyAttributeCounts(Class<?> testClass) {
		assertThat(customizer(testClass)).isNotEqualTo(customizer(Plain.class));
	}

	@Test
	void equalDelaysAreEqualHoweverWritten() {
		assertThat(customizer(DelayedInSeconds.class)).isEqualTo(customizer(Delayed.class))
			.hasSameHashCodeAs(customizer(Delayed.class));
	}

	@Test
	void attributesReachTheServer() {
		assertThat(context(NotIsolated.class).getBean(EmbeddedHopx.class).isolation().mode()).hasToString("PLAIN");
	}

	@ParameterizedTest
	@ValueSource(classes = { Unannotated.class, Plain.OnItsOwn.class })
	void testsThatDoNotAskHaveNone(Class<?> testClass) {
		assertThat(customizer(testClass)).isNull();
		assertThat(context(testClass).getBeansOfType(EmbeddedHopx.class)).isEmpty();
	}

	@Test
	void contextsBelowEachOtherShareAServer() {
		ApplicationContext child = context(InHierarchy.class);
		assertThat(child.getParent()).isNotNull();
		assertThat(child.getBean(EmbeddedHopx.class)).isSameAs(child.getParent().getBean(EmbeddedHopx.class));
	}

	@Test
	void refusesWhatIsNoDuration() {
		assertThatIllegalArgumentException().isThrownBy(() -> customizer(Misspelt.class))
			.withMessageContaining("2 parsecs");
	}

	private static ApplicationContext context(Class<?> testClass) {
		return new TestContextManager(testClass).getTestContext().getApplicationContext();
	}

	private static Object customizer(Class<?> testClass) {
		return new EmbeddedHopxContextCustomizerFactory().createContextCustomizer(testClass, List.of());
	}

	@Retention(RetentionPolicy.RUNTIME)
	@AutoConfigureEmbeddedHopx
	@ContextConfiguration(classes = Application.class)
	@interface CalculatorTest {

	}

	@AutoConfigureEmbeddedHopx
	@ContextConfiguration(classes = Application.class)
	static class Plain {

		class Inner {

		}

		@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
		@ContextConfiguration(classes = Application.class)
		class OnItsOwn {

		}

	}

	@AutoConfigureEmbeddedHopx
	@ContextConfiguration(classes = Application.class)
	static class SamePlain {

	}

	@CalculatorTest
	static class ByMetaAnnotation {

	}

	static class BySuperclass extends SamePlain {

	}

	@ContextConfiguration(classes = Application.class)
	static class Unannotated {

	}

	@SpringBootTest
	@AutoConfigureEmbeddedHopx
	@ContextHierarchy({ @ContextConfiguration(classes = Application.class),
			@ContextConfiguration(classes = ChildOfApplication.class) })
	static class InHierarchy {

	}

	@AutoConfigureEmbeddedHopx(bootDelay = "2000ms")
	@ContextConfiguration(classes = Application.class)
	static class Delayed {

	}

	@AutoConfigureEmbeddedHopx(bootDelay = "2s")
	static class DelayedInSeconds {

	}

	@AutoConfigureEmbeddedHopx(bootDelay = "2 parsecs")
	static class Misspelt {

	}

	@AutoConfigureEmbeddedHopx(isolation = Isolation.PLAIN)
	@ContextConfiguration(classes = Application.class)
	static class NotIsolated {

	}

	@AutoConfigureEmbeddedHopx(serviceQuotas = true)
	static class WithQuotas {

	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class ChildOfApplication {

	}

}

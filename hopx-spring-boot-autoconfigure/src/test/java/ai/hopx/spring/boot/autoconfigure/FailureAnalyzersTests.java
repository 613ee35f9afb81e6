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

package ai.hopx.spring.boot.autoconfigure;

import ai.hopx.client.pool.SandboxPool;
import ai.hopx.spring.boot.autoconfigure.pool.SandboxPoolAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * What a user reads who starts an application that is not configured.
 */
@ExtendWith(OutputCaptureExtension.class)
class FailureAnalyzersTests {

	@Test
	void missingKey(CapturedOutput output) {
		start("--hopx.api-key=");
		assertThat(output).contains("APPLICATION FAILED TO START", "no API key is set", "HOPX_API_KEY", "hopx.api-key",
				"hopx.embedded.enabled=true", "hopx.enabled=false");
	}

	@Test
	void badBaseUrl(CapturedOutput output) {
		start("--hopx.api-key=hopx_live_test.test", "--hopx.base-url=http://api.example.com");
		assertThat(output)
			.contains("APPLICATION FAILED TO START", "'hopx.base-url'", "https", "Change the property 'hopx.base-url'.")
			.doesNotContain("hopx_live_test.test");
	}

	@Test
	void noPool(CapturedOutput output) {
		start(Borrower.class, "--hopx.api-key=hopx_live_test.test");
		assertThat(output).contains("APPLICATION FAILED TO START", "no pool is configured",
				"hopx.pools.default.template=code-interpreter");
	}

	@Test
	void noSuchPool(CapturedOutput output) {
		start(Borrower.class, "--hopx.api-key=hopx_live_test.test", "--hopx.pools.java.template=java",
				"--hopx.pools.java.auto-startup=false");
		assertThat(output).contains("APPLICATION FAILED TO START", "none of the configured pools [java]",
				"hopx.pools.<name>.template");
	}

	@Test
	void badPool(CapturedOutput output) {
		start("--hopx.api-key=hopx_live_test.test", "--hopx.pools.java.min-idle=20");
		assertThat(output).contains("APPLICATION FAILED TO START",
				"'hopx.pools.java.min-idle' must not be above 'hopx.pools.java.max-size'",
				"Change the property 'hopx.pools.java.min-idle'.");
	}

	private static void start(String... args) {
		start(Application.class, args);
	}

	private static void start(Class<?> type, String... args) {
		SpringApplication application = new SpringApplication(type);
		application.setWebApplicationType(WebApplicationType.NONE);
		assertThatException().isThrownBy(() -> application.run(args));
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ HopxAutoConfiguration.class, SandboxPoolAutoConfiguration.class })
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	@Import(Application.class)
	static class Borrower {

		@Bean
		String borrowed(@Qualifier("python") SandboxPool pool) {
			return pool.toString();
		}

	}

}

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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import ai.hopx.client.core.HopxTemplate;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.InputStreamSource;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test context can be generated ahead of time; the server is made when the tests run.
 */
class AheadOfTimeTests {

	@Test
	void theServerIsNotGenerated() throws IOException {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(files).processAheadOfTime(Stream.of(WithServer.class));
		StringBuilder generated = new StringBuilder();
		for (InputStreamSource source : files.getGeneratedFiles(Kind.SOURCE).values()) {
			generated.append(new String(source.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
		}
		assertThat(generated.toString()).contains("hopxTemplate", "hopxClient")
			.doesNotContainIgnoringCase("embeddedHopx")
			.doesNotContainIgnoringCase("hopxConnectionDetails()");
	}

	@SpringBootTest
	@AutoConfigureEmbeddedHopx
	static class WithServer {

		@Autowired
		private HopxTemplate hopx;

		@Configuration(proxyBeanMethods = false)
		@ImportAutoConfiguration(HopxAutoConfiguration.class)
		static class Application {

		}

	}

}

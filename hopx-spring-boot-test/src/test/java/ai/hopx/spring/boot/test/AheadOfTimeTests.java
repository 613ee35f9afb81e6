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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import ai.hopx.client.core.HopxTemplate;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.aot.AotDetector;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.SpringProperties;
import org.springframework.core.io.InputStreamSource;
import org.springframework.test.annotation.DirtiesContext.HierarchyMode;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextManager;
import org.springframework.test.context.aot.TestContextAotGenerator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test context can be generated ahead of time; the server is made when the tests run.
 */
class AheadOfTimeTests {

	@Test
	void theServerIsMadeWhenTheTestsRun(@TempDir Path classes) throws Exception {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		new TestContextAotGenerator(files).processAheadOfTime(Stream.of(WithServer.class));
		assertThat(sources(files)).contains("hopxTemplate", "hopxClient")
			.doesNotContainIgnoringCase("embeddedHopx")
			.doesNotContainIgnoringCase("hopxConnectionDetails()");
		write(files, classes);
		try (FreshClassPath classPath = FreshClassPath.with(classes)) {
			assertThat(classPath.call(Run.class)).isEqualTo("42\n");
		}
	}

	private static String sources(InMemoryGeneratedFiles files) throws IOException {
		StringBuilder sources = new StringBuilder();
		for (String path : files.getGeneratedFiles(Kind.SOURCE).keySet()) {
			sources.append(files.getGeneratedFileContent(Kind.SOURCE, path));
		}
		return sources.toString();
	}

	private static void write(InMemoryGeneratedFiles files, Path classes) throws IOException {
		Path sources = Files.createDirectory(classes.resolve("sources"));
		List<String> arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp",
				System.getProperty("java.class.path")));
		for (Kind kind : Kind.values()) {
			Path root = (kind == Kind.SOURCE) ? sources : classes;
			for (Map.Entry<String, InputStreamSource> file : files.getGeneratedFiles(kind).entrySet()) {
				Path target = root.resolve(file.getKey());
				Files.createDirectories(target.getParent());
				Files.copy(file.getValue().getInputStream(), target);
				if (kind == Kind.SOURCE) {
					arguments.add(target.toString());
				}
			}
		}
		ByteArrayOutputStream messages = new ByteArrayOutputStream();
		int result = ToolProvider.getSystemJavaCompiler()
			.run(null, messages, messages, arguments.toArray(String[]::new));
		assertThat(result).as(messages::toString).isZero();
	}

	/**
	 * Runs the test's code in the context that was generated.
	 */
	public static class Run implements Callable<String> {

		@Override
		public String call() {
			SpringProperties.setFlag(AotDetector.AOT_ENABLED);
			TestContext testContext = new TestContextManager(WithServer.class).getTestContext();
			try {
				return testContext.getApplicationContext().getBean(HopxTemplate.class).runCode("print(6*7)").stdout();
			}
			finally {
				testContext.markApplicationContextDirty(HierarchyMode.EXHAUSTIVE);
			}
		}

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

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

package ai.hopx.benchmarks.client;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application with Actuator and nothing of its own. Says how many milliseconds its
 * context took to start, and whether it can run code.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class StartMain {

	/**
	 * Start.
	 * @param args properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(StartMain.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		long start = System.nanoTime();
		try (ConfigurableApplicationContext context = application.run(args)) {
			long nanos = System.nanoTime() - start;
			System.out.println("STARTED %d %s".formatted(nanos / 1_000_000, context.containsBean("hopxTemplate")));
		}
		System.exit(0);
	}

}

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

package ai.hopx.chaos;

import ai.hopx.chaos.judge.Marker;
import ai.hopx.client.HopxException;
import ai.hopx.client.core.HopxTemplate;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * An application with the starter and a pool, made to be killed: runs code until it is,
 * and says each time that it has.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class VictimApplication {

	/** What it prints when it has run code. */
	static final String RAN = "ran";

	/**
	 * Start the application.
	 * @param args its properties
	 */
	public static void main(String[] args) {
		SpringApplication application = new SpringApplication(VictimApplication.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.run(args);
	}

	@Bean
	CommandLineRunner work(HopxTemplate hopx, Environment environment) {
		String name = environment.getRequiredProperty("hopx.region");
		return (args) -> {
			for (int i = 0; true; i++) {
				Marker marker = new Marker(name, i, 0);
				try {
					hopx.runCode("print('%s')".formatted(marker));
					System.out.println(RAN);
				}
				catch (HopxException ex) {
					System.out.println("failed");
				}
				// Without whoever would kill it, it must end by itself
				if (System.out.checkError()) {
					System.exit(1);
				}
			}
		};
	}

}

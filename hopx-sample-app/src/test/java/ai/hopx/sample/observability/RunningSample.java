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

package ai.hopx.sample.observability;

import java.util.Map;

import ai.hopx.client.pool.SandboxPool;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.fault.Faults;
import ai.hopx.sample.HopxSampleApplication;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample as users start it, with warm sandboxes, and what Prometheus would read of
 * it.
 */
final class RunningSample implements AutoCloseable {

	private final ConfigurableApplicationContext context;

	private final RestClient http;

	private RunningSample(ConfigurableApplicationContext context) {
		this.context = context;
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		this.http = RestClient.builder()
			.baseUrl("http://127.0.0.1:" + port)
			.defaultStatusHandler(HttpStatusCode::isError, (request, response) -> {
			})
			.build();
	}

	static RunningSample start(String... arguments) {
		RunningSample sample = new RunningSample(
				new SpringApplicationBuilder(HopxSampleApplication.class).properties("server.port=0").run(arguments));
		sample.awaitWarm();
		return sample;
	}

	/**
	 * Wait until the pool has what it should: what is asked for next changes that.
	 */
	void awaitWarm() {
		SandboxPool pool = get(SandboxPool.class);
		pool.awaitWarm();
		await().untilAsserted(() -> assertThat(pool.status().idle()).isEqualTo(pool.status().minIdle()));
	}

	/**
	 * Run code as a user would.
	 * @return the status of the answer
	 */
	HttpStatusCode run(String language, String code) {
		return this.http.post()
			.uri("/api/run")
			.body(Map.of("language", language, "code", code))
			.retrieve()
			.toBodilessEntity()
			.getStatusCode();
	}

	HttpStatusCode listSandboxes() {
		return this.http.get().uri("/api/sandboxes").retrieve().toBodilessEntity().getStatusCode();
	}

	String scrape() {
		String text = this.http.get().uri("/actuator/prometheus").retrieve().body(String.class);
		assertThat(text).startsWith("# HELP");
		return text;
	}

	Faults faults() {
		return get(EmbeddedHopx.class).faults();
	}

	<T> T get(Class<T> type) {
		return this.context.getBean(type);
	}

	@Override
	public void close() {
		// It could not kill its sandboxes
		faults().reset();
		this.context.close();
	}

}

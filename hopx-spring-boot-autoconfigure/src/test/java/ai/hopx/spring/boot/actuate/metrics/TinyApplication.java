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

package ai.hopx.spring.boot.actuate.metrics;

import java.time.Duration;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.monitor.SandboxMonitor;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/**
 * What an application has of Hopx to meter its sandboxes, at a {@link TinyHopx}.
 */
record TinyApplication(TinyHopx hopx, PrometheusMeterRegistry registry, HopxClient client, SandboxMonitor monitor,
		ReactiveHopxTemplate template) implements AutoCloseable {

	/**
	 * Start one.
	 * @param snapshot what sandboxes measure
	 * @param interval how often they are asked
	 */
	static TinyApplication start(String snapshot, Duration interval) {
		TinyHopx hopx = new TinyHopx(snapshot);
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		HopxClient client = HopxClient.builder().apiKey(() -> "hopx_live_test.test").baseUrl(hopx.baseUrl()).build();
		SandboxMonitor monitor = SandboxMonitor.builder()
			.recorder(new MicrometerSandboxMetricsRecorder(registry))
			.interval(interval)
			.build();
		return new TinyApplication(hopx, registry, client, monitor, new ReactiveHopxTemplate(client,
				SandboxDefaults.standard(), Stream::empty, SandboxLifecycleListener.none(), monitor));
	}

	@Override
	public void close() {
		this.monitor.close();
		this.client.close();
		this.hopx.close();
	}

}

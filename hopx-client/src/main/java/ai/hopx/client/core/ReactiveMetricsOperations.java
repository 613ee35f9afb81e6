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

package ai.hopx.client.core;

import ai.hopx.client.model.MetricsSnapshot;
import reactor.core.publisher.Mono;

/**
 * What can be measured in one sandbox, without blocking. Safe for use from many threads.
 *
 * @see MetricsOperations
 */
public interface ReactiveMetricsOperations {

	/**
	 * Measure: {@code GET /metrics/snapshot}. A reply of more than 256 KB is an
	 * {@link ai.hopx.client.UnexpectedResponseException}.
	 * @return the figures of this moment
	 */
	Mono<MetricsSnapshot> snapshot();

	/**
	 * Measure, by the older name of the call that some agents have alone:
	 * {@code GET /metrics}.
	 * @return the figures of this moment
	 */
	Mono<MetricsSnapshot> agent();

	/**
	 * Measure the machine alone: processors, memory, disk: {@code GET /system}.
	 * @return the figures of this moment
	 */
	Mono<MetricsSnapshot> system();

	/**
	 * Measure, in Prometheus' text format: {@code GET /metrics/prometheus}.
	 * @return the text, as it came
	 */
	Mono<String> prometheus();

}

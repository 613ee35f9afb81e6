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

/**
 * What can be measured in one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveMetricsOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface MetricsOperations {

	/**
	 * Measure.
	 * @return the figures of this moment
	 */
	MetricsSnapshot snapshot();

	/**
	 * Measure, by the older name of the call that some agents have alone.
	 * @return the figures of this moment
	 */
	MetricsSnapshot agent();

	/**
	 * Measure the machine alone: processors, memory, disk.
	 * @return the figures of this moment
	 */
	MetricsSnapshot system();

	/**
	 * Measure, in Prometheus' text format.
	 * @return the text, as it came
	 */
	String prometheus();

}

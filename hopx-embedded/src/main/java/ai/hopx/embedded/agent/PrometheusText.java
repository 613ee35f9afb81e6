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

package ai.hopx.embedded.agent;

import java.util.Map;

/**
 * Writes figures in Prometheus' text format, version 0.0.4.
 */
final class PrometheusText {

	static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

	private final StringBuilder text = new StringBuilder();

	/**
	 * Begin a metric; its samples follow.
	 * @param name its name
	 * @param type {@code counter}, {@code gauge} or {@code summary}
	 * @param help what it is, in one line
	 * @return this text
	 */
	PrometheusText metric(String name, String type, String help) {
		this.text.append("# HELP ").append(name).append(' ').append(help).append('\n');
		this.text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
		return this;
	}

	/**
	 * Add a sample.
	 * @param name its name
	 * @param labels its labels, in their order
	 * @param value its value
	 * @return this text
	 */
	PrometheusText sample(String name, Map<String, String> labels, double value) {
		this.text.append(name);
		char separator = '{';
		for (Map.Entry<String, String> label : labels.entrySet()) {
			this.text.append(separator)
				.append(label.getKey())
				.append("=\"")
				.append(escape(label.getValue()))
				.append('"');
			separator = ',';
		}
		if (!labels.isEmpty()) {
			this.text.append('}');
		}
		boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
		this.text.append(' ').append(whole ? Long.toString((long) value) : Double.toString(value)).append('\n');
		return this;
	}

	private static String escape(String value) {
		return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}

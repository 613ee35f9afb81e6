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

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/**
 * One value of one series.
 *
 * @param labels what names the series, its metric under {@link #NAME}
 * @param value the value
 */
record Sample(Map<String, String> labels, double value) {

	static final String NAME = "__name__";

	Sample {
		labels = Map.copyOf(labels);
	}

	Sample value(double value) {
		return new Sample(this.labels, value);
	}

	Sample withoutName() {
		Map<String, String> kept = new TreeMap<>(this.labels);
		kept.remove(NAME);
		return new Sample(kept, this.value);
	}

	Sample only(Collection<String> names) {
		Map<String, String> kept = new TreeMap<>(this.labels);
		kept.keySet().retainAll(names);
		return new Sample(kept, this.value);
	}

}

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

package ai.hopx.benchmarks.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/**
 * Durations of the same thing, in nanoseconds.
 */
public final class Times {

	private final long[] sorted;

	private Times(long[] sorted) {
		this.sorted = sorted;
	}

	public static Times of(Collection<Long> nanos) {
		return new Times(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
	}

	/**
	 * Return the least of them that so many are not above.
	 * @param share how many, from 0 to 1
	 */
	public long percentile(double share) {
		if (this.sorted.length == 0) {
			return 0;
		}
		int rank = (int) Math.ceil(share * this.sorted.length);
		return this.sorted[Math.min(Math.max(rank, 1), this.sorted.length) - 1];
	}

	public long median() {
		return percentile(0.5);
	}

	public static String millis(long nanos) {
		double millis = nanos / 1e6;
		return String.format(Locale.ROOT, (millis < 100) ? "%.1f ms" : "%,.0f ms", millis);
	}

	@Override
	public String toString() {
		return Arrays.toString(this.sorted);
	}

}

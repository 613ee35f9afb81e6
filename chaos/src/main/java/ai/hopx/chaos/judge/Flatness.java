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

package ai.hopx.chaos.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Heap and threads do not grow: after a warm-up, the middle of the last third is no
 * higher than that of the second.
 */
public final class Flatness extends Invariant {

	/** Fewer say nothing. */
	private static final int FEWEST = 12;

	private static final long HEAP_SLACK = 16L << 20;

	private static final long THREAD_SLACK = 5;

	private final List<Sample> samples = new ArrayList<>();

	Flatness() {
		super("heap and threads are flat");
	}

	/**
	 * Take note of a moment.
	 * @param heapBytes the heap that is in use after a collection
	 * @param threads how many threads live
	 */
	public synchronized void sample(long heapBytes, int threads) {
		this.samples.add(new Sample(heapBytes, threads));
	}

	/**
	 * Judge what was noted.
	 */
	public synchronized void judge() {
		if (this.samples.size() < FEWEST) {
			return;
		}
		judge("heap", Sample::heapBytes, HEAP_SLACK);
		judge("threads", Sample::threads, THREAD_SLACK);
	}

	private void judge(String what, ToLongFunction<Sample> figure, long slack) {
		int third = this.samples.size() / 3;
		long second = median(this.samples.subList(third, 2 * third), figure);
		long last = median(this.samples.subList(2 * third, this.samples.size()), figure);
		if (last > second + second / 5 + slack) {
			broken("%s grew from %d to %d".formatted(what, second, last));
		}
	}

	private static long median(List<Sample> samples, ToLongFunction<Sample> figure) {
		return samples.stream().mapToLong(figure).sorted().skip(samples.size() / 2).findFirst().orElse(0);
	}

	@Override
	protected synchronized String seen() {
		if (this.samples.isEmpty()) {
			return "not looked at";
		}
		Sample last = this.samples.get(this.samples.size() - 1);
		return "%d samples%s, at last %d MB and %d threads".formatted(this.samples.size(),
				(this.samples.size() < FEWEST) ? ", too few to judge" : "", last.heapBytes() >> 20, last.threads());
	}

	private record Sample(long heapBytes, int threads) {
	}

}

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

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What Prometheus remembers of one target: its scrapes, the oldest first. A series is
 * there for as long as the latest scrape has it, and that for no longer than five
 * minutes.
 *
 * @param scrapes the scrapes
 */
record Scrapes(List<Scrape> scrapes) {

	private static final Duration LOOKBACK = Duration.ofMinutes(5);

	Scrapes {
		scrapes = List.copyOf(scrapes);
	}

	static Scrapes none() {
		return new Scrapes(List.of());
	}

	Scrapes with(Scrape scrape) {
		return new Scrapes(Stream.concat(this.scrapes.stream(), Stream.of(scrape)).toList());
	}

	/**
	 * Let nothing change until a time.
	 */
	Scrapes repeatLast(Duration interval, Instant end) {
		Scrape last = this.scrapes.get(this.scrapes.size() - 1);
		Instant next = last.at().plus(interval);
		return next.isAfter(end) ? this : with(new Scrape(next, last.samples())).repeatLast(interval, end);
	}

	/**
	 * Return the series of a selector as they are at a time.
	 */
	List<Sample> at(Selector selector, Instant time) {
		List<Scrape> seen = within(LOOKBACK, time);
		return seen.isEmpty() ? List.of()
				: seen.get(seen.size() - 1).samples().stream().filter(selector::matches).toList();
	}

	/**
	 * Return what the series of a selector were in the time before.
	 */
	Map<Map<String, String>, List<Point>> before(Selector selector, Duration range, Instant time) {
		Map<Map<String, String>, List<Point>> series = new LinkedHashMap<>();
		for (Scrape scrape : within(range, time)) {
			scrape.samples()
				.stream()
				.filter(selector::matches)
				.forEach((sample) -> series.computeIfAbsent(sample.labels(), (labels) -> new ArrayList<>())
					.add(new Point(scrape.at(), sample.value())));
		}
		return series;
	}

	private List<Scrape> within(Duration range, Instant time) {
		return this.scrapes.stream()
			.filter((scrape) -> scrape.at().isAfter(time.minus(range)) && !scrape.at().isAfter(time))
			.toList();
	}

	/**
	 * A value of a series at a time.
	 *
	 * @param at when
	 * @param value the value
	 */
	record Point(Instant at, double value) {
	}

}

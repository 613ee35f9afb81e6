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
import java.util.List;

import ai.hopx.sample.observability.Scrapes.Point;

/**
 * Makes one value of what a series was in a range of time, or none of too little.
 */
enum RangeFunction {

	RATE {
		@Override
		double apply(List<Point> points, Duration range, Instant end) {
			return increase(points, range, end) / seconds(range);
		}
	},

	INCREASE {
		@Override
		double apply(List<Point> points, Duration range, Instant end) {
			return increase(points, range, end);
		}
	},

	MIN_OVER_TIME {
		@Override
		double apply(List<Point> points, Duration range, Instant end) {
			return points.stream().mapToDouble(Point::value).min().orElse(Double.NaN);
		}
	};

	abstract double apply(List<Point> points, Duration range, Instant end);

	/**
	 * Return whether this many points are enough. A counter that is seen for the first
	 * time has not increased.
	 */
	boolean isDefined(List<Point> points) {
		return points.size() > 1 || this == MIN_OVER_TIME;
	}

	/**
	 * Extend what was seen to the ends of the range as Prometheus does: all the way where
	 * the next scrape would be beyond it, else by half the time between two scrapes, and
	 * never to before the counter was zero.
	 */
	private static double increase(List<Point> points, Duration range, Instant end) {
		Point first = points.get(0);
		Point last = points.get(points.size() - 1);
		double increase = 0;
		for (int i = 1; i < points.size(); i++) {
			double step = points.get(i).value() - points.get(i - 1).value();
			increase += (step < 0) ? points.get(i).value() : step;
		}
		double seen = seconds(Duration.between(first.at(), last.at()));
		double interval = seen / (points.size() - 1);
		double before = gap(Duration.between(end.minus(range), first.at()), interval);
		if (increase > 0) {
			before = Math.min(before, seen * first.value() / increase);
		}
		double after = gap(Duration.between(last.at(), end), interval);
		return increase * (before + seen + after) / seen;
	}

	private static double gap(Duration gap, double interval) {
		return (seconds(gap) < 1.1 * interval) ? seconds(gap) : interval / 2;
	}

	private static double seconds(Duration duration) {
		return duration.toMillis() / 1e3;
	}

}

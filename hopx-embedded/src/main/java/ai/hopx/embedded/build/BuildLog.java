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

package ai.hopx.embedded.build;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import ai.hopx.embedded.web.Replies;

/**
 * What a build says, its last part where that is too much. Safe for use from many
 * threads.
 */
final class BuildLog {

	private static final Object CHANGE = new Object();

	private final int limit;

	private final Clock clock;

	private final Deque<Line> lines = new ArrayDeque<>();

	private final Sinks.Many<Object> changes = Sinks.many().multicast().directBestEffort();

	private long start;

	private long end;

	private boolean complete;

	BuildLog(int limit, Clock clock) {
		this.limit = limit;
		this.clock = clock;
	}

	void info(String text) {
		add("info", text);
	}

	void error(String text) {
		add("error", text);
	}

	private void add(String level, String text) {
		Instant now = Replies.now(this.clock);
		synchronized (this) {
			text.lines().forEach((line) -> add(new Line(level, cut(line), now, this.end)));
		}
		changed();
	}

	private String cut(String line) {
		return (line.length() < this.limit) ? line : line.substring(0, this.limit - 1);
	}

	private void add(Line line) {
		this.lines.addLast(line);
		this.end = line.end();
		while (this.end - this.start > this.limit) {
			this.start = this.lines.removeFirst().end();
		}
	}

	/**
	 * Take no more lines.
	 */
	void complete() {
		synchronized (this) {
			this.complete = true;
		}
		changed();
	}

	private void changed() {
		// One build writes its lines one after the other; only its end can fall between
		this.changes.emitNext(CHANGE, (signal, result) -> result == Sinks.EmitResult.FAIL_NON_SERIALIZED);
	}

	/**
	 * Read on.
	 * @param offset where the last read ended
	 * @return what came after it
	 */
	synchronized Part read(long offset) {
		List<Line> found = new ArrayList<>();
		for (Line line : this.lines) {
			if (line.end() > offset) {
				found.add(line);
			}
		}
		return new Part(found, offset, offset < this.start, Math.max(offset, this.end), this.complete);
	}

	/**
	 * Read all lines, those to come as well.
	 * @return the lines, until the build has ended
	 */
	Flux<Line> follow() {
		return Flux.defer(() -> {
			long[] offset = { 0 };
			return Flux.merge(this.changes.asFlux(), Mono.just(CHANGE)).onBackpressureLatest().map((change) -> {
				Part part = read(offset[0]);
				offset[0] = part.end();
				return part;
			}).takeUntil(Part::complete).concatMapIterable(Part::shown, 1);
		});
	}

	/**
	 * A line.
	 *
	 * @param level how serious it is
	 * @param message what it says
	 * @param timestamp when
	 * @param offset where it begins in the whole log, in characters
	 */
	record Line(String level, String message, Instant timestamp, long offset) {

		long end() {
			return this.offset + this.message.length() + 1;
		}

	}

	/**
	 * A part of a log.
	 *
	 * @param lines its lines
	 * @param offset where it should begin
	 * @param cut whether lines before it are gone that should be in it
	 * @param end where it ends
	 * @param complete whether nothing will follow
	 */
	record Part(List<Line> lines, long offset, boolean cut, long end, boolean complete) {

		private static final String CUT = "[earlier lines are no longer kept]";

		List<Line> shown() {
			if (!this.cut || this.lines.isEmpty()) {
				return this.lines;
			}
			List<Line> shown = new ArrayList<>(this.lines);
			shown.add(0, new Line("info", CUT, this.lines.get(0).timestamp(), this.offset));
			return shown;
		}

		String text() {
			StringBuilder text = new StringBuilder();
			if (this.cut) {
				text.append(CUT).append('\n');
			}
			for (Line line : this.lines) {
				String whole = line.message() + '\n';
				text.append(whole, (int) Math.max(0, this.offset - line.offset()), whole.length());
			}
			return text.toString();
		}

	}

}

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

package ai.hopx.client.template;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import ai.hopx.client.HopxError;
import ai.hopx.client.TemplateBuildException;
import ai.hopx.client.model.BuildLog;
import ai.hopx.client.model.BuildStatus;
import ai.hopx.client.model.TemplateBuild;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * One watch of a build: reads its log until that is complete, and how far the build has
 * come now and then. One request at a time, and none while the subscriber is busy.
 */
final class BuildWatch {

	static final Duration PAUSE = Duration.ofSeconds(2);

	/** The service allows 100 requests a minute; a watch takes 36. */
	private static final int POLLS_PER_STATUS = 5;

	private static final int TAIL = 20;

	private static final int LONGEST_LINE = 64 * 1024;

	private final TemplateClient templates;

	private final BuildLogReader reader;

	private final TemplateBuild build;

	private final Scheduler scheduler;

	private final Deque<String> tail = new ArrayDeque<>();

	private long offset;

	private long polls;

	private String unfinished = "";

	private boolean isLogComplete;

	private boolean complete;

	private @Nullable BuildStatus last;

	BuildWatch(TemplateClient templates, BuildLogReader reader, TemplateBuild build, Scheduler scheduler) {
		this.templates = templates;
		this.reader = reader;
		this.build = build;
		this.scheduler = scheduler;
	}

	Flux<BuildEvent> events() {
		return Flux.defer(this::round)
			.repeatWhen((rounds) -> rounds.takeWhile((count) -> !this.complete)
				.concatMap((count) -> Mono.delay(PAUSE, this.scheduler), 0));
	}

	private Flux<BuildEvent> round() {
		return this.reader.read(TemplateClient.log(this.build.buildId(), this.offset))
			.concatMapIterable(this::read, 1)
			.concatWith(Flux.defer(this::progress));
	}

	private Flux<BuildEvent> progress() {
		if (!this.isLogComplete && this.polls++ % POLLS_PER_STATUS != 0) {
			return Flux.empty();
		}
		return this.templates.status(this.build.buildId()).flatMapMany((status) -> {
			if (status.status().isFailure()) {
				return Flux.error(failure(status));
			}
			// A log that says it is complete may be ahead of the build
			this.complete = status.status().isSuccess() && this.isLogComplete;
			boolean changed = !isSame(status);
			this.last = status;
			return changed ? Flux.just(new BuildEvent.Progress(status)) : Flux.empty();
		});
	}

	private boolean isSame(BuildStatus status) {
		BuildStatus last = this.last;
		return last != null && last.status().equals(status.status())
				&& Objects.equals(last.progress(), status.progress())
				&& Objects.equals(last.currentStep(), status.currentStep());
	}

	private List<BuildEvent> read(BuildLog log) {
		if (log.offset() != null) {
			this.offset = Math.max(this.offset, log.offset());
		}
		else {
			this.offset += log.text().length();
		}
		this.isLogComplete = this.isLogComplete || log.isComplete();
		String text = this.unfinished + log.text();
		int end = (log.isComplete() || text.length() > LONGEST_LINE) ? text.length() : text.lastIndexOf('\n') + 1;
		this.unfinished = text.substring(end);
		List<BuildEvent> lines = new ArrayList<>();
		text.substring(0, end).lines().forEach((line) -> {
			if (this.tail.size() == TAIL) {
				this.tail.removeFirst();
			}
			this.tail.addLast(line);
			lines.add(new BuildEvent.Line(line));
		});
		return lines;
	}

	private TemplateBuildException failure(BuildStatus status) {
		String why = (status.errorMessage() != null) ? status.errorMessage() : "the service does not say why";
		String log = this.tail.isEmpty() ? "" : System.lineSeparator() + String.join(System.lineSeparator(), this.tail);
		return new TemplateBuildException(
				"Build '%s' ended as '%s': %s%s".formatted(this.build.buildId(), status.status(), why, log),
				HopxError.of(null), this.build.buildId(), List.copyOf(this.tail));
	}

}

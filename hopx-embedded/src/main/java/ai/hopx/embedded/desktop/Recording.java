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

package ai.hopx.embedded.desktop;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import ai.hopx.embedded.desktop.RecordingInfo.Status;
import ai.hopx.embedded.runtime.DetachedRun;

/**
 * One recording, from its first picture on.
 */
final class Recording {

	/** What ffmpeg ends with when it is told to. */
	private static final int INTERRUPTED = 255;

	private final String id;

	private final RecordingSpec.Format format;

	private final String file;

	private final DetachedRun recorder;

	private final Clock clock;

	private final Instant start;

	private final Mono<Void> whenEnded;

	private @Nullable Instant end;

	private boolean failed;

	Recording(String id, RecordingSpec.Format format, String file, DetachedRun recorder, Clock clock) {
		this.id = id;
		this.format = format;
		this.file = file;
		this.recorder = recorder;
		this.clock = clock;
		this.start = now();
		this.whenEnded = recorder.outcome()
			.map((outcome) -> outcome.exitCode() != 0 && outcome.exitCode() != INTERRUPTED)
			.onErrorReturn(true)
			.doOnNext(this::end)
			.then()
			.cache();
		this.whenEnded.subscribe();
	}

	private Instant now() {
		return this.clock.instant().truncatedTo(ChronoUnit.MILLIS);
	}

	private synchronized void end(boolean failed) {
		this.end = now();
		this.failed = failed;
	}

	String id() {
		return this.id;
	}

	String file() {
		return this.file;
	}

	DetachedRun recorder() {
		return this.recorder;
	}

	synchronized boolean goesOn() {
		return this.end == null;
	}

	/**
	 * Wait for the end, whatever it is.
	 * @return completion
	 */
	Mono<Void> whenEnded() {
		return this.whenEnded;
	}

	synchronized RecordingInfo info(long fileSize) {
		Instant end = this.end;
		Status status = (end == null) ? Status.RECORDING : (this.failed ? Status.FAILED : Status.STOPPED);
		return new RecordingInfo(this.id, status, this.format, this.file, fileSize, this.start, end,
				Duration.between(this.start, (end != null) ? end : now()));
	}

}

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

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import ai.hopx.embedded.desktop.RecordingInfo.Status;
import ai.hopx.embedded.runtime.FileEntry;
import ai.hopx.embedded.runtime.RuntimeFailure;
import ai.hopx.embedded.runtime.SandboxFiles;

/**
 * Videos of the screen, one at a time.
 */
public final class Recordings {

	/** Recordings that are remembered; files of others stay where they are. */
	private static final int MAX_KEPT = 20;

	private static final Duration MAX_LENGTH = Duration.ofMinutes(30);

	private static final long MAX_FILE_SIZE = 512L << 20;

	private static final Duration MAX_START = Duration.ofSeconds(10);

	private static final Duration MAX_STOP = Duration.ofSeconds(10);

	private static final Duration LOOK = Duration.ofMillis(20);

	private static final String STOP = "kill -INT \"$1\"";

	private static final String RUN = "exec \"$@\"";

	/** Videos have an even number of pixels each way. */
	private static final String EVEN = "crop=trunc(iw/2)*2:trunc(ih/2)*2";

	private final DesktopPrograms programs;

	private final Screen screen;

	private final DesktopLog log;

	private final Clock clock;

	private final Turns turns = new Turns();

	private final Deque<Recording> recordings = new ArrayDeque<>();

	Recordings(DesktopPrograms programs, Screen screen, DesktopLog log, Clock clock) {
		this.programs = programs;
		this.screen = screen;
		this.log = log;
		this.clock = clock;
	}

	/**
	 * Begin to record. It ends by itself after half an hour or half a gigabyte.
	 * @param spec what to record
	 * @return the recording, once the recorder has the screen
	 */
	public Mono<RecordingInfo> start(RecordingSpec spec) {
		return this.turns.takeForGood(Mono.defer(() -> {
			Recording last = last();
			if (last != null && last.goesOn()) {
				throw new DesktopFailure(DesktopFailure.Reason.CONFLICT,
						"Recording " + last.id() + " goes on; stop it first");
			}
			String id = "rec_" + UUID.randomUUID().toString().replace("-", "");
			Path file = place(spec, id);
			return prepare(file).then(this.screen.size()).flatMap((size) -> start(id, spec, file, size));
		})).flatMap(this::info);
	}

	private static Path place(RecordingSpec spec, String id) {
		String wanted = (spec.file() != null) ? spec.file() : "/tmp/recordings/" + id + "." + spec.format().extension();
		Path file = Path.of("/workspace").resolve(wanted).normalize();
		if (file.getNameCount() < 2 || !(file.startsWith("/workspace") || file.startsWith("/tmp"))) {
			throw new DesktopFailure(DesktopFailure.Reason.INVALID,
					"Field 'output_file' must be a file below /workspace or /tmp");
		}
		return file;
	}

	private Mono<Void> prepare(Path file) {
		SandboxFiles files = this.programs.runtime().files();
		Path folder = parent(file);
		Mono<Void> made = (folder.getNameCount() > 1) ? files.mkdir(folder.toString()).then() : Mono.empty();
		return made.then(files.remove(file.toString()).onErrorResume(Recordings::isMissing, (ex) -> Mono.empty()));
	}

	private static Path parent(Path file) {
		Path folder = file.getParent();
		return (folder != null) ? folder : file;
	}

	private static boolean isMissing(Throwable ex) {
		return ex instanceof RuntimeFailure failure && failure.getReason() == RuntimeFailure.Reason.FILE_NOT_FOUND;
	}

	private Mono<Recording> start(String id, RecordingSpec spec, Path file, ScreenSize size) {
		List<String> command = new ArrayList<>(
				List.of("ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y", "-f", "x11grab", "-framerate",
						Integer.toString(spec.framesPerSecond()), "-video_size", size.width() + "x" + size.height(),
						"-i", ":" + this.programs.display(), "-t", Long.toString(MAX_LENGTH.toSeconds()), "-fs",
						Long.toString(MAX_FILE_SIZE), "-vf", EVEN, "-threads", "2"));
		command.addAll(spec.format().codec(spec.quality()));
		// What looks like an option or a protocol is a file's name all the same
		command.addAll(List.of("-f", spec.format().extension(), "file:" + file.getFileName()));
		return this.programs.serve(parent(file).toString(), RUN, command.toArray(String[]::new)).flatMap((recorder) -> {
			this.log.add("ffmpeg", recorder);
			Recording recording = new Recording(id, spec.format(), file.toString(), recorder, this.clock);
			keep(recording);
			return begun(recording).thenReturn(recording).doOnError((ex) -> {
				recorder.kill();
				forget(recording);
			});
		});
	}

	/**
	 * The recorder makes its file when it has its first picture.
	 */
	private Mono<Void> begun(Recording recording) {
		Mono<Void> there = Mono.defer(() -> this.programs.runtime().files().exists(recording.file()))
			.filter((exists) -> exists)
			.repeatWhenEmpty(Integer.MAX_VALUE, (tries) -> tries.delayElements(LOOK))
			.then();
		Mono<Void> ended = recording.whenEnded()
			.then(Mono.error(() -> new DesktopFailure(DesktopFailure.Reason.FAILED,
					"The recorder ended: " + recording.recorder().stderr().strip())));
		return Mono.firstWithSignal(there, ended)
			.timeout(MAX_START, Mono.error(
					() -> new DesktopFailure(DesktopFailure.Reason.FAILED, "The recorder does not get to the screen")));
	}

	/**
	 * End a recording, if it goes on.
	 * @param id its id, or {@code null} for the last one
	 * @return the recording, once its file is complete
	 */
	public Mono<RecordingInfo> stop(@Nullable String id) {
		return this.turns.takeForGood(Mono.defer(() -> {
			Recording recording = get(id);
			if (!recording.goesOn()) {
				return Mono.just(recording);
			}
			return this.programs.script("ffmpeg", STOP, Long.toString(recording.recorder().pid()))
				.then(recording.whenEnded())
				.timeout(MAX_STOP, Mono.defer(() -> {
					recording.recorder().kill();
					return recording.whenEnded();
				}))
				.thenReturn(recording);
		})).flatMap(this::info);
	}

	/**
	 * Return how a recording stands.
	 * @param id its id, or {@code null} for the last one
	 * @return the recording
	 */
	public Mono<RecordingInfo> status(@Nullable String id) {
		return Mono.defer(() -> info(get(id)));
	}

	/**
	 * Return a recording whose file is complete.
	 * @param id its id, or {@code null} for the last one
	 * @return the recording; a failure while it goes on and where it failed
	 */
	public Mono<RecordingInfo> complete(@Nullable String id) {
		return status(id).doOnNext((info) -> {
			if (info.status() != Status.STOPPED) {
				throw new DesktopFailure(DesktopFailure.Reason.CONFLICT, "Recording " + info.id()
						+ ((info.status() == Status.RECORDING) ? " goes on; stop it first" : " failed"));
			}
		});
	}

	private Mono<RecordingInfo> info(Recording recording) {
		return this.programs.runtime()
			.files()
			.stat(recording.file())
			.map(FileEntry::size)
			.onErrorReturn(RuntimeFailure.class, 0L)
			.map(recording::info);
	}

	private Recording get(@Nullable String id) {
		synchronized (this.recordings) {
			return this.recordings.stream()
				.filter((recording) -> id == null || recording.id().equals(id))
				.findFirst()
				.orElseThrow(() -> new DesktopFailure(DesktopFailure.Reason.NOT_FOUND,
						(id != null) ? "There is no recording " + id : "Nothing was recorded yet"));
		}
	}

	private @Nullable Recording last() {
		synchronized (this.recordings) {
			return this.recordings.peekFirst();
		}
	}

	private void keep(Recording recording) {
		synchronized (this.recordings) {
			this.recordings.addFirst(recording);
			if (this.recordings.size() > MAX_KEPT) {
				this.recordings.removeLast();
			}
		}
	}

	private void forget(Recording recording) {
		synchronized (this.recordings) {
			this.recordings.remove(recording);
		}
	}

}

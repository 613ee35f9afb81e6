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

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.runtime.SandboxRuntimes;
import ai.hopx.embedded.web.ApiException;

/**
 * All builds: the last one of each template. They go on when their callers leave, some
 * side by side, the others one after the other. Safe for use from many threads.
 */
final class Builds {

	private static final Log logger = LogFactory.getLog(Builds.class);

	private final Catalog catalog;

	private final SandboxRuntimes runtimes;

	private final ImageBoot images;

	private final Uploads uploads;

	private final BuildSettings settings;

	private final BuildQuota quota;

	private final Clock clock;

	private final Map<String, Build> builds = new ConcurrentHashMap<>();

	private final AtomicInteger archives = new AtomicInteger();

	private final Sinks.Many<Build> queue;

	private final Disposable work;

	Builds(Catalog catalog, SandboxRuntimes runtimes, ImageBoot images, Uploads uploads, BuildSettings settings,
			Clock clock) {
		this.catalog = catalog;
		this.runtimes = runtimes;
		this.images = images;
		this.uploads = uploads;
		this.settings = settings;
		this.quota = new BuildQuota(settings.buildsPerHour(), settings.buildsPerDay(), clock);
		this.clock = clock;
		this.queue = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(settings.maxWaiting()));
		this.work = this.queue.asFlux().flatMap(this::run, settings.maxRunning(), 1).subscribe();
	}

	/**
	 * Begin a build, or let it wait for its turn.
	 * @param request what to build
	 * @return the build
	 */
	synchronized Build start(BuildRequest request) {
		requireUploads(request);
		String id = this.catalog.begin(request);
		try {
			this.quota.take();
			Build build = new Build(id, request, this.settings.maxLogChars(), this.clock);
			Build before = this.builds.put(id, build);
			if (this.queue.tryEmitNext(build).isFailure()) {
				restore(id, before);
				throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
						"Too many builds are waiting; try again later");
			}
			return build;
		}
		catch (ApiException ex) {
			this.catalog.withdraw(id);
			throw ex;
		}
	}

	private void restore(String id, @Nullable Build before) {
		if (before != null) {
			this.builds.put(id, before);
		}
		else {
			this.builds.remove(id);
		}
	}

	private void requireUploads(BuildRequest request) {
		for (BuildStep step : request.steps()) {
			if (step instanceof BuildStep.Copy copy && copy.filesHash() != null
					&& this.uploads.find(copy.filesHash()) == null) {
				throw ApiException.invalidRequest("The files of step '" + copy + "' have not been uploaded")
					.detail("files_hash", copy.filesHash());
			}
		}
	}

	private Mono<Void> run(Build build) {
		Path archive = this.runtimes.storage().resolve("image-" + this.archives.incrementAndGet());
		return new BuildRun(build, this.runtimes, this.images, this.uploads, this.settings, archive).run()
			.doOnNext((image) -> succeed(build, image))
			.onErrorResume((ex) -> {
				fail(build, ex);
				return Mono.empty();
			})
			.takeUntilOther(build.whenCancelled())
			.then();
	}

	private void succeed(Build build, TemplateImage image) {
		if (this.catalog.succeed(build.id(), image)) {
			build.succeed();
		}
		else {
			image.discard();
			build.fail("The template was deleted");
		}
	}

	private void fail(Build build, Throwable ex) {
		if (!(ex instanceof BuildFailure)) {
			logger.warn("Build " + build.id() + " broke down", ex);
		}
		this.catalog.fail(build.id());
		build.fail(String.valueOf(ex.getMessage()));
	}

	/**
	 * Find a build.
	 * @param id its id
	 * @return the build
	 * @throws ApiException with status 404 if there is none
	 */
	Build get(String id) {
		Build build = this.builds.get(id);
		if (build == null) {
			throw ApiException.notFound("Build " + id + " not found");
		}
		return build;
	}

	/**
	 * End a build, where it still runs, and forget it.
	 * @param id its id
	 */
	void forget(String id) {
		Build build = this.builds.remove(id);
		if (build != null) {
			build.cancel();
			build.log().complete();
		}
	}

	/**
	 * End all builds. What their sandboxes leave goes with the server's folder.
	 */
	void close() {
		this.work.dispose();
		this.builds.values().forEach((build) -> build.log().complete());
	}

}

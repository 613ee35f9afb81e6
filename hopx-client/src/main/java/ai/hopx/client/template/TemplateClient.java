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

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import ai.hopx.client.HopxIds;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.Pages;
import ai.hopx.client.model.BuildLog;
import ai.hopx.client.model.BuildStatus;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplateBuild;
import ai.hopx.client.model.TemplatePage;
import ai.hopx.client.model.UploadLink;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;

/**
 * The control plane's calls about templates. Safe for use from many threads.
 */
public final class TemplateClient implements ReactiveTemplateOperations {

	private static final Duration BUILD_LIMIT = Duration.ofMinutes(45);

	private static final MediaType GZIP = MediaType.parseMediaType("application/gzip");

	private static final int CHUNK = 64 * 1024;

	private final HopxClient client;

	private final Supplier<Scheduler> scheduler;

	private final Path temporary;

	/**
	 * Create the calls.
	 * @param client the way to the service
	 */
	public TemplateClient(HopxClient client) {
		this(client, Schedulers::parallel, Path.of(System.getProperty("java.io.tmpdir", "")));
	}

	TemplateClient(HopxClient client, Supplier<Scheduler> scheduler, Path temporary) {
		this.client = client;
		this.scheduler = scheduler;
		this.temporary = temporary;
	}

	@Override
	public Flux<Template> list() {
		return list(TemplateFilter.all());
	}

	@Override
	public Flux<Template> list(TemplateFilter filter) {
		return this.client.operations().observe("list-templates", Flux.defer(() -> pages(filter).items()));
	}

	/**
	 * Return the pages behind {@link #list}, for who takes them one at a time.
	 * @param filter which templates
	 * @return the pages
	 */
	public Pages<Template> pages(TemplateFilter filter) {
		Checks.present(filter, "The filter");
		return Pages.of("templates",
				(cursor) -> observed("list-templates",
						this.client.retrieve(HopxRequest.to(Endpoint.LIST_TEMPLATES)
							.query("limit", Pages.SIZE)
							.query("category", filter.category())
							.query("language", filter.language())
							.query("cursor", cursor)
							.build(), TemplatePage.class))
					.map(filter::apply));
	}

	@Override
	public Mono<Template> get(String nameOrId) {
		return observed("get-template",
				Mono.defer(() -> this.client.retrieve(HopxRequest.to(Endpoint.GET_TEMPLATE)
					.variable("name", Checks.text(nameOrId, "The name of a template"))
					.build(), Template.class)));
	}

	@Override
	public Mono<Void> delete(String nameOrId) {
		return observed("delete-template", Mono.defer(() -> {
			Checks.text(nameOrId, "The name of a template");
			boolean id = nameOrId.chars().allMatch((character) -> character >= '0' && character <= '9');
			return id ? Mono.just(nameOrId) : get(nameOrId).map(Template::id);
		})
			.flatMap((id) -> this.client
				.send(HopxRequest.to(Endpoint.DELETE_TEMPLATE).variable("id", HopxIds.check("template", id)).build())));
	}

	@Override
	public Mono<TemplateBuild> start(TemplateSpec spec) {
		return observed("start-build", Mono.defer(() -> {
			Checks.present(spec, "The template to build");
			return Flux.fromIterable(spec.steps()).concatMap(this::ready).collectList();
		})
			.flatMap((steps) -> this.client.retrieve(
					HopxRequest.to(Endpoint.BUILD_TEMPLATE).json(spec.toWire(steps)).build(), TemplateBuild.class)));
	}

	/**
	 * Upload what a step needs, one step after the other: a build machine's disk and line
	 * are no faster for many at once.
	 */
	private Mono<Map<String, Object>> ready(TemplateStep step) {
		TemplateStep.Copy copy = step.copy();
		if (copy == null) {
			return Mono.fromSupplier(() -> step.toWire(null));
		}
		Mono<CopyArchive> archive = Mono.fromCallable(() -> CopyArchive.pack(copy, this.temporary))
			.subscribeOn(Schedulers.boundedElastic())
			.onErrorMap(IOException.class,
					(error) -> new HopxException("What is to be copied could not be packed: " + error,
							HopxError.of(null), error));
		return Mono.usingWhen(archive,
				(packed) -> upload(packed).then(Mono.fromSupplier(() -> step.toWire(packed.hash()))),
				TemplateClient::delete);
	}

	private static Mono<Void> delete(CopyArchive archive) {
		return Mono.<Void>fromRunnable(archive::delete).subscribeOn(Schedulers.boundedElastic());
	}

	private Mono<Void> upload(CopyArchive archive) {
		Map<String, Object> body = Map.of("files_hash", archive.hash(), "content_length", archive.length());
		return this.client.retrieve(HopxRequest.to(Endpoint.UPLOAD_LINK).json(body).build(), UploadLink.class)
			.mapNotNull((link) -> link.isPresent() ? null : link.uploadUrl())
			.flatMap((link) -> this.client.upload(link, new HopxRequest.StreamedBody(GZIP, archive.length(),
					() -> DataBufferUtils.read(archive.path(), DefaultDataBufferFactory.sharedInstance, CHUNK))));
	}

	@Override
	public Mono<BuildStatus> status(String buildId) {
		return observed("build-status", Mono
			.defer(() -> this.client.retrieve(about(Endpoint.BUILD_STATUS, buildId).build(), BuildStatus.class)));
	}

	@Override
	public Mono<BuildLog> logs(String buildId, long offset) {
		return observed("build-logs", Mono.defer(() -> this.client.retrieve(log(buildId, offset), BuildLog.class)));
	}

	static HopxRequest log(String buildId, long offset) {
		if (offset < 0) {
			throw Checks.invalid("The offset of a log must not be negative but is " + offset);
		}
		return about(Endpoint.BUILD_LOGS, buildId).query("offset", offset).build();
	}

	private static HopxRequest.Builder about(Endpoint endpoint, String buildId) {
		return HopxRequest.to(endpoint).variable("id", HopxIds.check("build", buildId));
	}

	@Override
	public Flux<BuildEvent> watch(TemplateBuild build) {
		return this.client.operations()
			.observe("watch-build", Flux.defer(() -> new BuildWatch(this, new BuildLogReader(this.client),
					Checks.present(build, "The build"), this.scheduler.get())
				.events()));
	}

	@Override
	public Mono<Template> await(TemplateBuild build, Duration limit) {
		return observed("await-build", Mono.defer(() -> {
			HopxValidationException.requirePositive(limit, "The wait for a build");
			Mono<Template> active = new Activation(this, Checks.present(build, "The build"), this.scheduler.get())
				.await();
			return watch(build).then(active)
				.timeout(limit, Mono.error(() -> tooLate(build, limit)), this.scheduler.get());
		}));
	}

	private static HopxTimeoutException tooLate(TemplateBuild build, Duration limit) {
		return new HopxTimeoutException(
				"Build '%s' has not led to an active template within %s. It goes on".formatted(build.buildId(), limit),
				HopxError.of(null));
	}

	@Override
	public Mono<Template> build(TemplateSpec spec) {
		return observed("build-template", start(spec).flatMap((build) -> await(build, BUILD_LIMIT)));
	}

	private <T> Mono<T> observed(String name, Mono<T> operation) {
		return this.client.operations().observe(name, operation);
	}

}

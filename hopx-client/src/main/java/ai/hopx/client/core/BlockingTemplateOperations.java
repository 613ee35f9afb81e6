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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.hopx.client.model.BuildLog;
import ai.hopx.client.model.BuildStatus;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplateBuild;
import ai.hopx.client.template.BuildEvent;
import ai.hopx.client.template.TemplateClient;
import ai.hopx.client.template.TemplateFilter;
import ai.hopx.client.template.TemplateOperations;
import ai.hopx.client.template.TemplateSpec;
import reactor.core.scheduler.Schedulers;

/**
 * Waits for a {@link TemplateClient}.
 *
 * @param reactive does the work
 */
record BlockingTemplateOperations(TemplateClient reactive) implements TemplateOperations {

	@Override
	public Stream<Template> list() {
		return list(TemplateFilter.all());
	}

	@Override
	public Stream<Template> list(TemplateFilter filter) {
		return Blocking.stream(this.reactive.pages(filter));
	}

	@Override
	public Template get(String nameOrId) {
		return Blocking.await(this.reactive.get(nameOrId));
	}

	@Override
	public void delete(String nameOrId) {
		Blocking.finish(this.reactive.delete(nameOrId));
	}

	@Override
	public TemplateBuild start(TemplateSpec spec) {
		return Blocking.await(this.reactive.start(spec));
	}

	@Override
	public BuildStatus status(String buildId) {
		return Blocking.await(this.reactive.status(buildId));
	}

	@Override
	public BuildLog logs(String buildId, long offset) {
		return Blocking.await(this.reactive.logs(buildId, offset));
	}

	@Override
	public void watch(TemplateBuild build, Consumer<? super BuildEvent> events) {
		Arguments.present(events, "Name who is to be told of the build's events");
		Blocking.awaitOptional(
				this.reactive.watch(build).publishOn(Schedulers.boundedElastic(), 1).doOnNext(events).then());
	}

	@Override
	public Template await(TemplateBuild build, Duration limit) {
		return Blocking.await(this.reactive.await(build, limit));
	}

	@Override
	public Template build(TemplateSpec spec) {
		return Blocking.await(this.reactive.build(spec));
	}

}

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

import ai.hopx.client.model.BuildLog;
import ai.hopx.client.model.BuildStatus;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplateBuild;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Templates, for reactive applications. Nothing is sent before subscription, and all
 * errors are {@link ai.hopx.client.HopxException}s. Safe for use from many threads.
 */
public interface ReactiveTemplateOperations {

	/**
	 * List all templates that sandboxes can be created from: {@code GET /v1/templates}.
	 * @return the templates, page by page as they are asked for
	 */
	Flux<Template> list();

	/**
	 * List templates: {@code GET /v1/templates}.
	 * @param filter which ones
	 * @return the templates, page by page as they are asked for
	 */
	Flux<Template> list(TemplateFilter filter);

	/**
	 * Describe a template: {@code GET /v1/templates/{name}}.
	 * @param nameOrId its name or id
	 * @return the template; a {@link ai.hopx.client.TemplateNotFoundException} where
	 * there is none
	 */
	Mono<Template> get(String nameOrId);

	/**
	 * Delete a template of one's own: {@code DELETE /v1/templates/{id}}. One that is gone
	 * already is a {@link ai.hopx.client.TemplateNotFoundException}.
	 * @param nameOrId its id, or its name, for which the id is looked up first
	 * @return completion; a {@link ai.hopx.client.HopxForbiddenException} for a template
	 * that is everybody's, a {@link ai.hopx.client.HopxConflictException} for one with
	 * sandboxes
	 */
	Mono<Void> delete(String nameOrId);

	/**
	 * Upload what a template is to be made of, but for what the service has already, and
	 * start the build: {@code POST /v1/templates/files/upload-link} for each copy and
	 * {@code POST /v1/templates/build}. Nothing of it is sent twice. The service allows
	 * 10 builds an hour and 50 a day.
	 * @param spec the template
	 * @return the build; a {@link ai.hopx.client.HopxRateLimitException} that says when
	 * the next one is allowed, a {@link ai.hopx.client.HopxConflictException} where the
	 * name is taken, a {@link ai.hopx.client.HopxValidationException} where something
	 * cannot be copied or the service refuses the spec
	 */
	Mono<TemplateBuild> start(TemplateSpec spec);

	/**
	 * Ask how far a build has come: {@code GET /v1/templates/build/{id}/status}.
	 * @param buildId the build
	 * @return how far
	 */
	Mono<BuildStatus> status(String buildId);

	/**
	 * Read a part of a build's log: {@code GET /v1/templates/build/{id}/logs}.
	 * @param buildId the build
	 * @param offset where to begin, 0 for the start, else what the part before said
	 * @return the text from there to the end of what there is
	 */
	Mono<BuildLog> logs(String buildId, long offset);

	/**
	 * Watch a build to its end, by its status and by its log: in parts every 2 s or,
	 * where the service answers so, as a stream of events. Cancelling ends the watch and
	 * not the build, which the service has no call for.
	 * @param build the build
	 * @return lines of the log and, where it changes, the progress; completes once the
	 * build has succeeded. A {@link ai.hopx.client.TemplateBuildException} with the end
	 * of the log where it failed
	 */
	Flux<BuildEvent> watch(TemplateBuild build);

	/**
	 * Wait until a build has ended and its template can be used: the service takes a
	 * minute or two more to bring it to where sandboxes run, and an active template may
	 * become inactive once more. Cancelling ends the wait and not the build.
	 * @param build the build
	 * @param limit how long to wait
	 * @return the template; a {@link ai.hopx.client.HopxTimeoutException} after the limit
	 */
	Mono<Template> await(TemplateBuild build, Duration limit);

	/**
	 * Build a template and wait until it can be used, for 45 minutes at most.
	 * @param spec the template
	 * @return the template; errors as those of {@link #start} and {@link #await}
	 */
	Mono<Template> build(TemplateSpec spec);

}

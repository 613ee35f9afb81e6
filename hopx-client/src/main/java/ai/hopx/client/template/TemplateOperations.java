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
import java.util.function.Consumer;
import java.util.stream.Stream;

import ai.hopx.client.model.BuildLog;
import ai.hopx.client.model.BuildStatus;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplateBuild;

/**
 * Templates, waiting for each result. Safe for use from many threads. What is said at
 * {@link ReactiveTemplateOperations} goes for these too.
 */
public interface TemplateOperations {

	/**
	 * List all templates that sandboxes can be created from.
	 * @return the templates, page by page as they are asked for
	 */
	Stream<Template> list();

	/**
	 * List templates.
	 * @param filter which ones
	 * @return the templates, page by page as they are asked for
	 */
	Stream<Template> list(TemplateFilter filter);

	/**
	 * Describe a template.
	 * @param nameOrId its name or id
	 * @return the template
	 * @throws ai.hopx.client.TemplateNotFoundException if there is none
	 */
	Template get(String nameOrId);

	/**
	 * Delete a template of one's own.
	 * @param nameOrId its id, or its name, for which the id is looked up first
	 * @throws ai.hopx.client.HopxForbiddenException if it is everybody's
	 * @throws ai.hopx.client.HopxConflictException if it has sandboxes
	 */
	void delete(String nameOrId);

	/**
	 * Upload what a template is to be made of and start the build.
	 * @param spec the template
	 * @return the build
	 * @throws ai.hopx.client.HopxRateLimitException if no build is allowed now; it says
	 * when one is
	 */
	TemplateBuild start(TemplateSpec spec);

	/**
	 * Ask how far a build has come.
	 * @param buildId the build
	 * @return how far
	 */
	BuildStatus status(String buildId);

	/**
	 * Read a part of a build's log.
	 * @param buildId the build
	 * @param offset where to begin, 0 for the start, else what the part before said
	 * @return the text from there to the end of what there is
	 */
	BuildLog logs(String buildId, long offset);

	/**
	 * Watch a build to its end.
	 * @param build the build
	 * @param events told of each event, on a thread that may not block for long: the
	 * watch waits for it
	 * @throws ai.hopx.client.TemplateBuildException if the build fails
	 */
	void watch(TemplateBuild build, Consumer<? super BuildEvent> events);

	/**
	 * Wait until a build has ended and its template can be used.
	 * @param build the build
	 * @param limit how long to wait
	 * @return the template
	 * @throws ai.hopx.client.TemplateBuildException if the build fails
	 * @throws ai.hopx.client.HopxTimeoutException after the limit
	 */
	Template await(TemplateBuild build, Duration limit);

	/**
	 * Build a template and wait until it can be used, for 45 minutes at most.
	 * @param spec the template
	 * @return the template
	 * @throws ai.hopx.client.TemplateBuildException if the build fails; with the end of
	 * its log
	 * @throws ai.hopx.client.HopxRateLimitException if no build is allowed now; it says
	 * when one is
	 */
	Template build(TemplateSpec spec);

}

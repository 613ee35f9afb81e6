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
import java.util.List;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxNotFoundException;
import ai.hopx.client.TemplateBuildException;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplateBuild;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * The wait between the end of a build and a template that stays active: it may become
 * inactive once more while it is brought to where sandboxes run, so it is believed the
 * second time.
 */
final class Activation {

	static final Duration PAUSE = Duration.ofSeconds(3);

	private static final int TIMES = 2;

	private final TemplateClient templates;

	private final TemplateBuild build;

	private final Scheduler scheduler;

	private int active;

	Activation(TemplateClient templates, TemplateBuild build, Scheduler scheduler) {
		this.templates = templates;
		this.build = build;
		this.scheduler = scheduler;
	}

	Mono<Template> await() {
		return this.templates.get(this.build.template())
			// It takes a moment until a new template is known everywhere
			.onErrorResume(HopxNotFoundException.class, (error) -> Mono.fromRunnable(() -> this.active = 0))
			.filter(this::isStable)
			.repeatWhenEmpty((rounds) -> rounds.concatMap((round) -> Mono.delay(PAUSE, this.scheduler)));
	}

	private boolean isStable(Template template) {
		if (template.status().isFailure()) {
			throw new TemplateBuildException(
					"The template of build '%s' went to state '%s'".formatted(this.build.buildId(), template.status()),
					HopxError.of(null), this.build.buildId(), List.of());
		}
		this.active = template.canBeUsed() ? this.active + 1 : 0;
		return this.active >= TIMES;
	}

}

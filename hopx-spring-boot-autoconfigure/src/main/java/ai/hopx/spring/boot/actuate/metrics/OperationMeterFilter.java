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

package ai.hopx.spring.boot.actuate.metrics;

import ai.hopx.client.observation.HopxObservationDocumentation;
import ai.hopx.client.observation.HopxObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/**
 * Keeps the meters of operations few: a bounded number of templates, and no timer of
 * those under way, since nobody asks how long a create has been going on. Says what they
 * are about, which observations cannot.
 */
public final class OperationMeterFilter implements MeterFilter {

	private static final String NAME = HopxObservationDocumentation.OPERATION.getName();

	private static final String TEMPLATE = LowCardinalityKeyNames.TEMPLATE.asString();

	private static final String DESCRIPTION = "Time that operations of this application took";

	private final TemplateNames templates = new TemplateNames();

	@Override
	public MeterFilterReply accept(Meter.Id id) {
		return id.getName().equals(NAME + ".active") ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		if (!id.getName().equals(NAME)) {
			return id;
		}
		String template = id.getTag(TEMPLATE);
		Tags tags = Tags.of(id.getTags());
		return new Meter.Id(NAME, (template != null) ? tags.and(TEMPLATE, this.templates.bounded(template)) : tags,
				id.getBaseUnit(), DESCRIPTION, id.getType());
	}

}

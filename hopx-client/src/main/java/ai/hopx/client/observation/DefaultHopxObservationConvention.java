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

package ai.hopx.client.observation;

import ai.hopx.client.observation.HopxObservationDocumentation.HighCardinalityKeyNames;
import ai.hopx.client.observation.HopxObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import org.jspecify.annotations.Nullable;

/**
 * Names and tags operations as {@link HopxObservationDocumentation} says. Ids are tags of
 * spans only, never of meters.
 */
public class DefaultHopxObservationConvention implements HopxObservationConvention {

	static final String NAME = "hopx.client.operation";

	private static final String NONE = "none";

	@Override
	public String getName() {
		return NAME;
	}

	@Override
	public String getContextualName(HopxObservationContext context) {
		return "hopx " + context.getOperation();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(HopxObservationContext context) {
		return KeyValues.of(LowCardinalityKeyNames.OPERATION.withValue(context.getOperation()),
				keyValue(LowCardinalityKeyNames.TEMPLATE, context.getTemplate()),
				LowCardinalityKeyNames.OUTCOME.withValue(context.getOutcome().value()));
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(HopxObservationContext context) {
		return KeyValues.of(keyValue(HighCardinalityKeyNames.SANDBOX_ID, context.getSandboxId()),
				keyValue(HighCardinalityKeyNames.REQUEST_ID, context.getRequestId()));
	}

	private static KeyValue keyValue(KeyName name, @Nullable String value) {
		return name.withValue((value != null && !value.isEmpty()) ? value : NONE);
	}

}

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

package ai.hopx.spring.boot.autoconfigure;

import ai.hopx.client.HopxConfigurationException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Names the property that the client refused, and why it did.
 */
class HopxConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<HopxConfigurationException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, HopxConfigurationException cause) {
		return new FailureAnalysis("Hopx cannot be used with this configuration: " + cause.getMessage(),
				"Change the property '" + cause.getProperty() + "'.", cause);
	}

}

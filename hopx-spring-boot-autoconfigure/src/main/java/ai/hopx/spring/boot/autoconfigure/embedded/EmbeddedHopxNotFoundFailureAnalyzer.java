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

package ai.hopx.spring.boot.autoconfigure.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells which dependency the embedded server comes with.
 */
class EmbeddedHopxNotFoundFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedHopxNotFoundException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedHopxNotFoundException cause) {
		return new FailureAnalysis(
				"'hopx.embedded.enabled' is true, but the embedded Hopx server is not on the class path.",
				"Add the dependency 'ai.hopx:hopx-embedded', which the starter does not bring since it runs code on this "
						+ "machine. To use the Hopx cloud, remove 'hopx.embedded.enabled' and set HOPX_API_KEY or 'hopx.api-key'.",
				cause);
	}

}

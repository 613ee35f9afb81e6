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

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Tells where to put an API key, and how to do without one.
 */
class MissingHopxApiKeyFailureAnalyzer extends AbstractFailureAnalyzer<MissingHopxApiKeyException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MissingHopxApiKeyException cause) {
		return new FailureAnalysis("Hopx is auto-configured, but no API key is set.", """
				Do one of the following:

				    - Set the environment variable HOPX_API_KEY, or the property 'hopx.api-key', to a key from the \
				Hopx dashboard.
				    - For development without a key, add the dependency 'ai.hopx:hopx-embedded' and set \
				'hopx.embedded.enabled=true'. Code then runs on this machine.
				    - Set 'hopx.enabled=false' where Hopx is not wanted.
				""", cause);
	}

}

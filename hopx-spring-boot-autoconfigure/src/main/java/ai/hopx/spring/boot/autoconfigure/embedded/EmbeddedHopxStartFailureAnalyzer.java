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
 * Says why the embedded server does not run, which its own message tells, and which
 * properties it is set by.
 */
class EmbeddedHopxStartFailureAnalyzer extends AbstractFailureAnalyzer<EmbeddedHopxStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EmbeddedHopxStartException cause) {
		return new FailureAnalysis(String.valueOf(cause.getMessage()),
				"""
						Do what the description says. The server's port is 'hopx.embedded.port', where 0 is any free one; how it \
						keeps code away from this machine is 'hopx.embedded.isolation'. To use the Hopx cloud, remove \
						'hopx.embedded.enabled' and set HOPX_API_KEY or 'hopx.api-key'.
						""",
				cause);
	}

}

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

package ai.hopx.embedded;

import java.time.Clock;

import org.jspecify.annotations.Nullable;

import org.springframework.web.server.WebFilter;

import ai.hopx.embedded.fault.FaultRules;
import ai.hopx.embedded.ledger.RecordedLedger;
import ai.hopx.embedded.ledger.RequestRecorder;
import ai.hopx.embedded.web.RequestHooks;

/**
 * Has every request of a server recorded, and spoiled where a test asks for it.
 *
 * @param rules the faults
 * @param ledger the record
 * @param clock the server's clock
 */
record ServerHooks(FaultRules rules, RecordedLedger ledger, Clock clock) implements RequestHooks {

	@Override
	public WebFilter recorder(@Nullable String sandboxId) {
		return new RequestRecorder(this.ledger, sandboxId, this.clock);
	}

	@Override
	public WebFilter faults(@Nullable String sandboxId) {
		return this.rules.filter(sandboxId);
	}

}

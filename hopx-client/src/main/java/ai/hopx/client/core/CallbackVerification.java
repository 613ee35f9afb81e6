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

package ai.hopx.client.core;

import ai.hopx.client.model.RunReport;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What a {@link CallbackVerifier} makes of a call. Immutable.
 */
public final class CallbackVerification {

	private final Outcome outcome;

	private final @Nullable RunReport report;

	private CallbackVerification(Outcome outcome, @Nullable RunReport report) {
		this.outcome = outcome;
		this.report = report;
	}

	static CallbackVerification genuine(RunReport report) {
		return new CallbackVerification(Outcome.GENUINE, report);
	}

	static CallbackVerification rejected(Outcome outcome) {
		return new CallbackVerification(outcome, null);
	}

	/**
	 * Return whether the agent made the call, just now.
	 * @return whether the outcome is {@link Outcome#GENUINE}
	 */
	public boolean isGenuine() {
		return this.outcome == Outcome.GENUINE;
	}

	/**
	 * Return the verdict.
	 * @return the outcome. Good for logs; tell the caller no more than that it was
	 * refused
	 */
	public Outcome outcome() {
		return this.outcome;
	}

	/**
	 * Return what a genuine call says.
	 * @return the report
	 * @throws IllegalStateException where the call is not {@link #isGenuine() genuine}
	 */
	public RunReport report() {
		Assert.state(this.report != null, () -> "The callback is not genuine but " + this.outcome);
		return this.report;
	}

	@Override
	public String toString() {
		return "CallbackVerification[" + this.outcome + "]";
	}

	/**
	 * The verdicts.
	 */
	public enum Outcome {

		/**
		 * Signed with the secret, and recent.
		 */
		GENUINE,

		/**
		 * Lacks the signature or the time. The run may have been started without a
		 * secret.
		 */
		UNSIGNED,

		/**
		 * The signature does not belong to time, body and secret.
		 */
		FORGED,

		/**
		 * Signed with the secret, at a time too far from now: a repeat, or a clock that
		 * is wrong.
		 */
		STALE,

		/**
		 * Signed and recent, but no report of a run.
		 */
		UNREADABLE

	}

}

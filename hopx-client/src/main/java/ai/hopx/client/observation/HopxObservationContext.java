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

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an operation while it is observed. What is not known at its beginning
 * is set when it becomes known.
 */
public class HopxObservationContext extends Observation.Context {

	private final String operation;

	private final @Nullable String template;

	private volatile @Nullable String sandboxId;

	private volatile @Nullable String requestId;

	private volatile OperationOutcome outcome = OperationOutcome.SUCCESS;

	/**
	 * Create a context.
	 * @param operation what is done, in words joined by hyphens such as {@code run-code}
	 * @param template the template of the sandbox, {@code null} where it is not known or
	 * there is no sandbox
	 * @param sandboxId the sandbox, {@code null} where it is not known yet or there is
	 * none
	 */
	public HopxObservationContext(String operation, @Nullable String template, @Nullable String sandboxId) {
		this.operation = operation;
		this.template = template;
		this.sandboxId = sandboxId;
	}

	/**
	 * Return what is done: one of a few dozen names.
	 * @return the name, such as {@code run-code}
	 */
	public String getOperation() {
		return this.operation;
	}

	/**
	 * Return the template of the sandbox, as its creator named it.
	 * @return the template, {@code null} where it is not known or there is no sandbox
	 */
	public @Nullable String getTemplate() {
		return this.template;
	}

	/**
	 * Return the id of the sandbox.
	 * @return the id, {@code null} where it is not known yet or there is none
	 */
	public @Nullable String getSandboxId() {
		return this.sandboxId;
	}

	/**
	 * Set the id of the sandbox.
	 * @param sandboxId the id
	 */
	public void setSandboxId(String sandboxId) {
		this.sandboxId = sandboxId;
	}

	/**
	 * Return the service's id of the last request.
	 * @return the id, {@code null} where the service named none
	 */
	public @Nullable String getRequestId() {
		return this.requestId;
	}

	/**
	 * Set the service's id of the last request.
	 * @param requestId the id
	 */
	public void setRequestId(String requestId) {
		this.requestId = requestId;
	}

	/**
	 * Return how the operation ended.
	 * @return the outcome; {@link OperationOutcome#SUCCESS} while it has not ended
	 */
	public OperationOutcome getOutcome() {
		return this.outcome;
	}

	/**
	 * Set how the operation ended.
	 * @param outcome the outcome
	 */
	public void setOutcome(OperationOutcome outcome) {
		this.outcome = outcome;
	}

}

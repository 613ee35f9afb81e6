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

import java.time.Instant;

import ai.hopx.client.model.SandboxState;
import org.jspecify.annotations.Nullable;

/**
 * A step in the life of a sandbox, as this application took it or came to know of it.
 * What happens to a sandbox without any call of this application shows with the next
 * {@code info()}, {@code status()} or {@code awaitState(...)} of its handle. With Spring
 * Boot it is published as an application event.
 *
 * @param sandboxId the sandbox
 * @param type what happened
 * @param oldState the state before, {@code null} where it is not known: after
 * {@link Type#CREATED}, and where a sandbox was changed by its id
 * @param newState the state after; {@link SandboxState#DELETED} for a sandbox that is
 * gone
 * @param occurredAt when this application learnt of it
 */
public record SandboxLifecycleEvent(String sandboxId, Type type, @Nullable SandboxState oldState, SandboxState newState,
		Instant occurredAt) {

	/**
	 * What happens to sandboxes.
	 */
	public enum Type {

		/**
		 * The service took the order for a sandbox, which is charged from now on. It may
		 * run already: {@link #RUNNING} follows only where it did not.
		 */
		CREATED,

		/**
		 * It serves calls, for the first time or again.
		 */
		RUNNING,

		/**
		 * It keeps memory and processes, and serves no calls.
		 */
		PAUSED,

		/**
		 * It keeps its files only.
		 */
		STOPPED,

		/**
		 * It was deleted, by this application or, where a handle found its sandbox gone
		 * before its time, by somebody else.
		 */
		KILLED,

		/**
		 * It was gone when its time was over.
		 */
		EXPIRED

	}

}

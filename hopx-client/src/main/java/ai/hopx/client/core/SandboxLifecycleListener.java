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

/**
 * Hears of each {@link SandboxLifecycleEvent}. Safe to block: it is called on a thread
 * that may wait, and the call that caused the event completes after its listener. What it
 * throws is logged and fails nothing.
 */
@FunctionalInterface
public interface SandboxLifecycleListener {

	/**
	 * Take note of an event. Events of one handle come in their order; those of different
	 * handles may come at the same time.
	 * @param event the event
	 */
	void onEvent(SandboxLifecycleEvent event);

	/**
	 * Return a listener that is not interested.
	 * @return the listener
	 */
	static SandboxLifecycleListener none() {
		return LifecycleEvents.NOBODY;
	}

}

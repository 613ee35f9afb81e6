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

package ai.hopx.client;

import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

/**
 * Keeps calls from being sent again by {@link RetrySettings}, for callers that try again
 * by rules of their own: two layers of repeats would multiply. No user asked for such a
 * call by itself, so that it is not observed as an operation.
 */
public final class SentOnce {

	private SentOnce() {
	}

	/**
	 * Send a call once. A refused token is still renewed and the call sent with the new
	 * one, which is no repeat of work.
	 * @param call the call
	 * @param <T> what it comes to
	 * @return the same call, which fails with its first failure
	 */
	public static <T> Mono<T> of(Mono<T> call) {
		return OperationObserver.part(call).contextWrite((context) -> context.put(SentOnce.class, true));
	}

	static boolean isAsked(ContextView context) {
		return context.hasKey(SentOnce.class);
	}

}

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

package ai.hopx.embedded.web;

import org.jspecify.annotations.Nullable;

import org.springframework.web.server.WebFilter;

/**
 * What requests go through besides the filters of their plane.
 */
public interface RequestHooks {

	/**
	 * Return what sees every request, whatever becomes of it.
	 * @param sandboxId whose agent serves the requests, or {@code null} for the control
	 * plane
	 * @return a filter that comes before errors become answers
	 */
	WebFilter recorder(@Nullable String sandboxId);

	/**
	 * Return what may spoil a request, before anything else looks at it.
	 * @param sandboxId whose agent serves the requests, or {@code null} for the control
	 * plane
	 * @return a filter whose errors become answers
	 */
	WebFilter faults(@Nullable String sandboxId);

}

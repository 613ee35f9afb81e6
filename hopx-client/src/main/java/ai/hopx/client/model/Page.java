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

package ai.hopx.client.model;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A page of one of the control plane's lists.
 *
 * @param <T> what is listed
 */
public interface Page<T> extends Checked {

	/**
	 * Return what is on the page.
	 * @return the items, none for a list that came as {@code null}
	 */
	List<T> data();

	/**
	 * Return whether the list goes on.
	 * @return whether the service says so
	 */
	boolean hasMore();

	/**
	 * Return where the list goes on.
	 * @return what to ask for the next page with, or {@code null} where the service did
	 * not say
	 */
	@Nullable String nextCursor();

}

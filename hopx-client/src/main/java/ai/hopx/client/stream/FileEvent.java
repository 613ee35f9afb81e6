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
package ai.hopx.client.stream;

import org.jspecify.annotations.Nullable;

/**
 * A change of a file or directory that is watched.
 *
 * @param path what has changed
 * @param event how, as the service named it: {@link #CREATED}, {@link #MODIFIED},
 * {@link #DELETED}, {@link #RENAMED}, or a word of a newer service
 * @param oldPath where it was before, or {@code null} where it has not moved or the
 * service did not say
 */
public record FileEvent(String path, String event, @Nullable String oldPath) {

	/**
	 * It has come to be.
	 */
	public static final String CREATED = "created";

	/**
	 * Its content is another.
	 */
	public static final String MODIFIED = "modified";

	/**
	 * It is gone.
	 */
	public static final String DELETED = "deleted";

	/**
	 * It is elsewhere.
	 */
	public static final String RENAMED = "renamed";

	/**
	 * Return whether this is a change of a kind.
	 * @param event the kind, such as {@link #CREATED}
	 * @return whether it is
	 */
	public boolean is(String event) {
		return this.event.equalsIgnoreCase(event);
	}

}

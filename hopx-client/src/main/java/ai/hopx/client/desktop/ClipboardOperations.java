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

package ai.hopx.client.desktop;

import java.util.List;

/**
 * The clipboard of one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveClipboardOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface ClipboardOperations {

	/**
	 * Return what is on the clipboard.
	 * @return the text, empty where there is none
	 */
	String get();

	/**
	 * Put text on the clipboard.
	 * @param text the text; empty to clear it
	 */
	void set(String text);

	/**
	 * Return what was on the clipboard.
	 * @return the texts, as the agent orders them
	 */
	List<String> history();

}

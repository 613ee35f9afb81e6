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

import ai.hopx.client.model.DisplayInfo;
import ai.hopx.client.model.ScreenResolution;

/**
 * The display of one sandbox, waiting for each result. Each method is that of
 * {@link ReactiveDisplayOperations}, which says what it sends. Safe for use from many
 * threads.
 */
public interface DisplayOperations {

	/**
	 * Describe the display.
	 * @return its size and what else the agent says
	 */
	DisplayInfo info();

	/**
	 * List the sizes that the display can have.
	 * @return the sizes
	 */
	List<ScreenResolution> resolutions();

	/**
	 * Change the size of the display.
	 * @param width pixels across, at least 1
	 * @param height pixels down, at least 1
	 * @return the display afterwards
	 */
	DisplayInfo resolution(int width, int height);

}

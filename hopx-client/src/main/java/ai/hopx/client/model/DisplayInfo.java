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
 * The display of a desktop.
 *
 * @param width pixels across
 * @param height pixels down
 * @param depth bits of a pixel's colour, or {@code null} where the agent did not say
 * @param refreshRate pictures a second, or {@code null} where the agent did not say
 * @param displays the single displays where there are several and the agent lists them
 */
public record DisplayInfo(int width, int height, @Nullable Integer depth, @Nullable Double refreshRate,
		List<DisplayInfo> displays) implements Checked {

	public DisplayInfo {
		displays = Tolerant.list(displays);
	}

	@Override
	public @Nullable String missing() {
		if (this.width <= 0) {
			return "width";
		}
		return (this.height <= 0) ? "height" : null;
	}

}

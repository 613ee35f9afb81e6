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

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A window on a desktop. What the agent did not say is {@code null}.
 *
 * @param id its id, which the calls about windows want
 * @param title what its frame says, which is up to the program that it belongs to
 * @param x pixels from the left edge of the screen; negative where it reaches over
 * @param y pixels from the upper edge of the screen; negative where it reaches over
 * @param width pixels across
 * @param height pixels down
 * @param desktop number of the virtual desktop that it is on
 * @param pid process that it belongs to
 * @param active whether it gets what is typed
 * @param minimized whether it is out of sight
 */
public record DesktopWindow(WindowId id, @Nullable String title, @Nullable Integer x, @Nullable Integer y,
		@Nullable Integer width, @Nullable Integer height, @Nullable Integer desktop, @Nullable Long pid,
		@JsonProperty("is_active") @JsonAlias("active") @Nullable Boolean active,
		@JsonProperty("is_minimized") @JsonAlias("minimized") @Nullable Boolean minimized) {
}

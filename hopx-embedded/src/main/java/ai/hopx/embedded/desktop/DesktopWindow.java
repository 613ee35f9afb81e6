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

package ai.hopx.embedded.desktop;

/**
 * A window.
 *
 * @param id X's number of it
 * @param title what its frame says
 * @param region where it is, without its frame
 * @param desktop the workspace that it is on, -1 for all
 * @param pid the process that it belongs to, or 0 where it does not say
 * @param isActive whether it has the keyboard
 * @param isMinimized whether it is hidden
 */
public record DesktopWindow(long id, String title, ScreenRegion region, int desktop, long pid, boolean isActive,
		boolean isMinimized) {

}

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

import ai.hopx.client.desktop.ClipboardOperations;
import ai.hopx.client.desktop.DesktopDebugOperations;
import ai.hopx.client.desktop.DesktopOperations;
import ai.hopx.client.desktop.DisplayOperations;
import ai.hopx.client.desktop.KeyboardOperations;
import ai.hopx.client.desktop.MouseOperations;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.desktop.RecordingOperations;
import ai.hopx.client.desktop.ScreenOperations;
import ai.hopx.client.desktop.VncOperations;
import ai.hopx.client.desktop.WindowOperations;

/**
 * Waits for {@link ReactiveDesktopOperations}.
 */
record BlockingDesktopOperations(ReactiveDesktopOperations reactive) implements DesktopOperations {

	@Override
	public VncOperations vnc() {
		return new BlockingVncOperations(this.reactive.vnc());
	}

	@Override
	public ScreenOperations screen() {
		return new BlockingScreenOperations(this.reactive.screen());
	}

	@Override
	public MouseOperations mouse() {
		return new BlockingMouseOperations(this.reactive.mouse());
	}

	@Override
	public KeyboardOperations keyboard() {
		return new BlockingKeyboardOperations(this.reactive.keyboard());
	}

	@Override
	public ClipboardOperations clipboard() {
		return new BlockingClipboardOperations(this.reactive.clipboard());
	}

	@Override
	public WindowOperations windows() {
		return new BlockingWindowOperations(this.reactive.windows());
	}

	@Override
	public DisplayOperations display() {
		return new BlockingDisplayOperations(this.reactive.display());
	}

	@Override
	public RecordingOperations recordings() {
		return new BlockingRecordingOperations(this.reactive.recordings());
	}

	@Override
	public DesktopDebugOperations debug() {
		return new BlockingDesktopDebugOperations(this.reactive.debug());
	}

}

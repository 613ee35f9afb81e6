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

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.desktop.ReactiveClipboardOperations;
import ai.hopx.client.desktop.ReactiveDesktopDebugOperations;
import ai.hopx.client.desktop.ReactiveDesktopOperations;
import ai.hopx.client.desktop.ReactiveDisplayOperations;
import ai.hopx.client.desktop.ReactiveKeyboardOperations;
import ai.hopx.client.desktop.ReactiveMouseOperations;
import ai.hopx.client.desktop.ReactiveRecordingOperations;
import ai.hopx.client.desktop.ReactiveScreenOperations;
import ai.hopx.client.desktop.ReactiveVncOperations;
import ai.hopx.client.desktop.ReactiveWindowOperations;
import ai.hopx.client.model.DesktopLogs;
import ai.hopx.client.model.DesktopProcess;
import ai.hopx.client.model.DesktopProcessList;
import reactor.core.publisher.Flux;

import org.springframework.util.unit.DataSize;

/**
 * The agent's calls about a desktop, part by part.
 */
final class AgentDesktop implements ReactiveDesktopOperations {

	private final DesktopCalls calls;

	AgentDesktop(HopxExchange agent, String sandboxId, DataSize maxInMemorySize) {
		this.calls = new DesktopCalls(agent, sandboxId, maxInMemorySize);
	}

	@Override
	public ReactiveVncOperations vnc() {
		return new AgentVnc(this.calls);
	}

	@Override
	public ReactiveScreenOperations screen() {
		return new AgentScreen(this.calls);
	}

	@Override
	public ReactiveMouseOperations mouse() {
		return new AgentMouse(this.calls);
	}

	@Override
	public ReactiveKeyboardOperations keyboard() {
		return new AgentKeyboard(this.calls);
	}

	@Override
	public ReactiveClipboardOperations clipboard() {
		return new AgentClipboard(this.calls);
	}

	@Override
	public ReactiveWindowOperations windows() {
		return new AgentWindows(this.calls);
	}

	@Override
	public ReactiveDisplayOperations display() {
		return new AgentDisplay(this.calls);
	}

	@Override
	public ReactiveRecordingOperations recordings() {
		return new AgentRecordings(this.calls);
	}

	@Override
	public ReactiveDesktopDebugOperations debug() {
		return new AgentDesktopDebug(this.calls);
	}

	private record AgentDesktopDebug(DesktopCalls calls) implements ReactiveDesktopDebugOperations {

		@Override
		public Flux<String> logs() {
			return this.calls.ask(HopxRequest.to(Endpoint.DESKTOP_LOGS), DesktopLogs.class)
				.flatMapIterable(DesktopLogs::lines);
		}

		@Override
		public Flux<DesktopProcess> processes() {
			return this.calls.ask(HopxRequest.to(Endpoint.DESKTOP_PROCESSES), DesktopProcessList.class)
				.flatMapIterable(DesktopProcessList::processes);
		}

	}

}

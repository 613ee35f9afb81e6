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

import java.util.OptionalInt;
import java.util.stream.Stream;

import ai.hopx.client.stream.Terminal;
import ai.hopx.client.stream.TerminalSession;

/**
 * Waits for a {@link TerminalSession}.
 */
record BlockingTerminal(TerminalSession session) implements Terminal {

	@Override
	public Stream<String> output() {
		return BlockingStreams.of(this.session.output());
	}

	@Override
	public void send(String input) {
		Blocking.awaitOptional(this.session.send(input));
	}

	@Override
	public void resize(int columns, int rows) {
		Blocking.awaitOptional(this.session.resize(columns, rows));
	}

	@Override
	public OptionalInt exitCode() {
		Integer code = Blocking.awaitOptional(this.session.exitCode());
		return (code != null) ? OptionalInt.of(code) : OptionalInt.empty();
	}

	@Override
	public void close() {
		Blocking.finish(this.session.close());
	}

}

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

package ai.hopx.embedded.build;

import java.time.Clock;

import org.junit.jupiter.api.Test;

import ai.hopx.embedded.runtime.RunEvent.Output;
import ai.hopx.embedded.runtime.RunEvent.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class StepOutputTests {

	private final BuildLog log = new BuildLog(100_000, Clock.systemUTC());

	private final StepOutput output = new StepOutput(this.log, 10);

	@Test
	void linesAreWholeThoughTheyComeInPieces() {
		write(Stream.STDOUT, "one\ntw");
		assertThat(text()).isEqualTo("one\n");
		write(Stream.STDERR, "broken\n");
		write(Stream.STDOUT, "o\nthree");
		assertThat(text()).isEqualTo("one\nbroken\ntwo\n");
		this.output.end("a note\n");
		assertThat(text()).isEqualTo("one\nbroken\ntwo\nthree\na note\n");
	}

	@Test
	void aLineThatDoesNotEndIsShownInParts() {
		write(Stream.STDOUT, "x".repeat(8192));
		assertThat(text()).isEmpty();
		write(Stream.STDOUT, "x");
		assertThat(text()).hasSize(8194);
	}

	@Test
	void remembersTheEnd() {
		write(Stream.STDOUT, "much that is forgotten\n");
		write(Stream.STDERR, "the end\n");
		assertThat(this.output.last()).isEqualTo("n\nthe end");
	}

	private void write(Stream stream, String text) {
		this.output.add(new Output(stream, text));
	}

	private String text() {
		return this.log.read(0).text();
	}

}

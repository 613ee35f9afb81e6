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

package ai.hopx.chaos;

import java.io.IOException;
import java.util.concurrent.RejectedExecutionException;

import ai.hopx.chaos.judge.Finding;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DroppedErrorsTests {

	private final Finding finding = new Finding("nothing was dropped");

	private final DroppedErrors dropped = new DroppedErrors(this.finding);

	@Test
	void brokenConnectionIsCounted() {
		this.dropped.accept(new IllegalStateException(new IOException("Connection reset by peer")));
		assertThat(this.finding.holds()).isTrue();
		assertThat(this.finding.verdict()).contains("1 of broken connections");
	}

	@Test
	void mistakeIsABreach() {
		this.dropped.accept(new NullPointerException("oops"));
		assertThat(this.finding.verdict()).startsWith("BROKEN").contains("oops", "DroppedErrorsTests");
	}

	@Test
	void closedSchedulerIsABreachUntilTheEnd() {
		this.dropped.closing();
		this.dropped.accept(new RejectedExecutionException("closed"));
		assertThat(this.finding.holds()).isTrue();
		DroppedErrors early = new DroppedErrors(this.finding);
		early.accept(new RejectedExecutionException("closed"));
		assertThat(this.finding.holds()).isFalse();
	}

}

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

package ai.hopx.chaos.judge;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AnswersTests {

	private final AtomicLong now = new AtomicLong();

	private final Answers answers = new Answers(this.now::get, Duration.ofSeconds(2));

	@Test
	void answerInTime() {
		Answers.Call call = this.answers.begin("a run", Duration.ofSeconds(10));
		pass(12);
		call.answered();
		assertThat(this.answers.holds()).isTrue();
		assertThat(this.answers.verdict()).contains("1 calls, 1 answered", "120 % of its time: a run");
	}

	@Test
	void answerThatIsLate() {
		Answers.Call call = this.answers.begin("a run", Duration.ofSeconds(10));
		pass(13);
		call.answered();
		assertThat(this.answers.verdict()).startsWith("BROKEN").contains("a run may take PT10S and ended after PT13S");
	}

	@Test
	void exceptionThatIsLate() {
		Answers.Call call = this.answers.begin("a run", Duration.ofSeconds(10));
		pass(13);
		call.failed(new HopxException("no", HopxError.of(null)));
		assertThat(this.answers.holds()).isFalse();
	}

	@Test
	void noAnswerAtAll() {
		this.answers.begin("a run", Duration.ofSeconds(10));
		pass(12);
		this.answers.check();
		assertThat(this.answers.holds()).isTrue();
		pass(1);
		this.answers.check();
		this.answers.check();
		assertThat(this.answers.verdict()).contains("1 breaches", "a run may take PT10S and waits");
		assertThat(this.answers.open()).isOne();
	}

	@Test
	void exceptionThatIsNoneOfOurs() {
		this.answers.begin("a run", Duration.ofSeconds(10)).failed(new IllegalStateException("oops"));
		assertThat(this.answers.verdict()).startsWith("BROKEN").contains("a run failed with", "oops");
	}

	@Test
	void exceptionOfOurs() {
		this.answers.begin("a run", Duration.ofSeconds(10)).failed(new HopxException("no", HopxError.of(null)));
		assertThat(this.answers.holds()).isTrue();
		assertThat(this.answers.figures()).contains("calls=1 answers=0 left=0 exceptions={HopxException=1}");
	}

	@Test
	void answerToSomethingElse() {
		this.answers.wrong("a run", "'2' instead of '1'");
		assertThat(this.answers.verdict()).startsWith("BROKEN").contains("a run was answered: '2' instead of '1'");
	}

	@Test
	void callerThatLeft() {
		this.answers.begin("a run", Duration.ofSeconds(10)).left();
		assertThat(this.answers.figures()).contains("left=1");
		assertThat(this.answers.open()).isZero();
	}

	private void pass(long seconds) {
		this.now.addAndGet(Duration.ofSeconds(seconds).toNanos());
	}

}

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

package ai.hopx.spring.boot.test.docs;

import ai.hopx.client.HopxTransportException;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.spring.boot.test.AutoConfigureEmbeddedHopx;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SpringBootTest
@AutoConfigureEmbeddedHopx
class CalculatorFaultTests {

	@Autowired
	private Calculator calculator;

	@Test
	void runsNothingTwice(EmbeddedHopx server) {
		server.faults().dataPlane().post("/execute").resetAfterWork();
		assertThatThrownBy(() -> this.calculator.calculate("print('once')")).isInstanceOf(HopxTransportException.class);
		assertThat(server.ledger().runs("print('once')")).hasSize(1);
		assertThat(server.ledger().alive()).isEmpty();
	}

	@Test
	void isNotBotheredByFaultsOfOtherTests(EmbeddedHopx server) {
		server.faults().controlPlane().get("/never").always().status(500);
		assertThat(this.calculator.calculate("print('fine')")).isEqualTo("fine\n");
	}

}

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

package ai.hopx.client.testsupport;

import java.time.Duration;

import io.netty.buffer.PooledByteBufAllocator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A guard that cannot bark guards nothing.
 */
class LeaksAndDroppedErrorsTests {

	@Test
	void noticesABufferThatNobodyReleased() {
		PooledByteBufAllocator.DEFAULT.directBuffer(64).writeByte(1);
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.untilAsserted(() -> assertThat(LeaksAndDroppedErrors.take()).anyMatch((leak) -> leak.contains("ByteBuf")));
	}

	@Test
	void noticesAnErrorThatNobodyReceived() {
		Operators.onErrorDropped(new IllegalStateException("nobody there"), Context.empty());
		assertThat(LeaksAndDroppedErrors.take()).anyMatch((dropped) -> dropped.contains("nobody there"));
	}

}

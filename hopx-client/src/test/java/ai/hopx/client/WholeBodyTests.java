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

package ai.hopx.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.NettyDataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;

import static org.assertj.core.api.Assertions.assertThat;

class WholeBodyTests {

	private static final Duration LIMIT = Duration.ofSeconds(20);

	private static final NettyDataBufferFactory BUFFERS = new NettyDataBufferFactory(
			io.netty.buffer.UnpooledByteBufAllocator.DEFAULT);

	private final List<NettyDataBuffer> pieces = new ArrayList<>();

	@Test
	void holdsNoPieceForLongerThanItTakesToCopyIt() {
		StepVerifier.create(WholeBody.read(oneByteAtATime(5000), 5000)).assertNext((body) -> {
			assertThat(body).hasSize(5000);
			assertThat(body[4999]).isEqualTo((byte) 4999);
		}).expectComplete().verify(LIMIT);
		assertThat(held()).isZero();
	}

	@Test
	void readsUpToTheLimitAndNoFurther() {
		StepVerifier.create(WholeBody.read(oneByteAtATime(5000), 4999))
			.expectError(DataBufferLimitException.class)
			.verify(LIMIT);
		assertThat(this.pieces).hasSize(5000);
		assertThat(held()).isZero();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, Integer.MAX_VALUE })
	void isEmptyWhereNothingCame(int limit) {
		StepVerifier.create(WholeBody.read(Flux.empty(), limit))
			.assertNext((body) -> assertThat(body).isEmpty())
			.expectComplete()
			.verify(LIMIT);
	}

	private Flux<DataBuffer> oneByteAtATime(int count) {
		return Flux.range(0, count).map((i) -> {
			assertThat(held()).isZero();
			NettyDataBuffer piece = BUFFERS.allocateBuffer(1);
			piece.write((byte) (int) i);
			this.pieces.add(piece);
			return piece;
		});
	}

	private long held() {
		int last = this.pieces.size() - 1;
		return (last >= 0 && this.pieces.get(last).getNativeBuffer().refCnt() > 0) ? 1 : 0;
	}

}

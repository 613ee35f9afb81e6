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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.WriteTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.scheduler.Schedulers;
import reactor.netty.channel.AbortedException;
import reactor.test.scheduler.VirtualTimeScheduler;

import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.function.client.WebClientRequestException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is made of what goes wrong below HTTP, and above all whether it was sent.
 */
class FailuresTests {

	private final Attempt attempt = new Attempt(Schedulers.immediate());

	@Test
	void leavesOurOwnAlone() {
		HopxException own = new HopxServerException("oops", HopxError.NONE, null);
		assertThat(translate(own)).isSameAs(own);
	}

	@Test
	void isUnsentWhereNoConnectionWasAskedToWrite() {
		HopxException failure = translate(wrapped(new IOException("connection refused")));
		assertThat(failure).isInstanceOfSatisfying(HopxTransportException.class, (ex) -> {
			assertThat(ex.isUnsent()).isTrue();
			assertThat(ex).hasMessageContainingAll("POST /execute", "connection refused", "Nothing was sent")
				.hasCauseInstanceOf(IOException.class);
		});
	}

	@ParameterizedTest
	@MethodSource("transport")
	void mayHaveBeenReceivedOnceAConnectionWasAskedToWrite(Throwable cause) {
		this.attempt.writing();
		assertThat(translate(cause)).isInstanceOfSatisfying(HopxTransportException.class, (ex) -> {
			assertThat(ex.isUnsent()).isFalse();
			assertThat(ex).hasMessageContaining("may have received it");
		});
	}

	static Stream<Throwable> transport() {
		return Stream.of(new IOException("reset"), new AbortedException("aborted"), new DecoderException("garbage"),
				wrapped(new IllegalStateException("whatever")));
	}

	@Test
	void isUnsentWhereThePooledConnectionWasClosedBeforeSend() {
		this.attempt.writing();
		assertThat(translate(wrapped(AbortedException.beforeSend())))
			.isInstanceOfSatisfying(HopxTransportException.class, (ex) -> assertThat(ex.isUnsent()).isTrue());
	}

	@ParameterizedTest
	@MethodSource("timeouts")
	void isATimeout(Throwable timeout) {
		assertThat(translate(timeout)).isInstanceOf(HopxTimeoutException.class)
			.hasMessageContaining("'hopx.http.response-timeout'")
			.satisfies((ex) -> assertThat(ex.mayHaveActed()).isTrue());
		assertThat(translate(wrapped(timeout))).isInstanceOf(HopxTimeoutException.class);
	}

	static Stream<Throwable> timeouts() {
		return Stream.of(new TimeoutException(), ReadTimeoutException.INSTANCE, WriteTimeoutException.INSTANCE);
	}

	@Test
	void isNoTransportWhereTheContentCouldNotBeRead() {
		IOException unreadable = new IOException("no such file");
		this.attempt.bodyFailed(unreadable);
		assertThat(translate(wrapped(new IOException("reset")))).isExactlyInstanceOf(HopxException.class)
			.hasMessageContainingAll("content to send", "no such file")
			.hasCause(unreadable);
	}

	@Test
	void isNoTransportWhereCodeIsWrong() {
		assertThat(translate(new NullPointerException())).isExactlyInstanceOf(HopxException.class)
			.hasMessageContainingAll("POST /execute", "NullPointerException");
	}

	@Test
	void namesTheLimitThatAReplyIsBeyond() {
		Throwable limit = new DataBufferLimitException("too much");
		assertThat(translate(limit)).isInstanceOf(UnexpectedResponseException.class)
			.hasMessageContaining("larger than 'hopx.http.max-in-memory-size'");
		HopxRequest request = HopxRequest.to(Endpoint.EXECUTE).maxReplySize(DataSize.ofKilobytes(5)).build();
		assertThat(Failures.translate(limit, new Call(request, null, null), this.attempt))
			.hasMessageContaining("larger than 5 KB");
	}

	@Test
	void knowsWhenTheRequestWasOut() {
		VirtualTimeScheduler scheduler = VirtualTimeScheduler.create();
		Attempt timed = new Attempt(scheduler);
		assertThat(timed.sentAt()).isEqualTo(Attempt.UNSENT);
		scheduler.advanceTimeBy(Duration.ofSeconds(3));
		timed.sent();
		scheduler.advanceTimeBy(Duration.ofSeconds(3));
		assertThat(timed.sentAt()).isEqualTo(3_000_000_000L);
	}

	private HopxException translate(Throwable failure) {
		return Failures.translate(failure, new Call(HopxRequest.to(Endpoint.EXECUTE).build(), null, null),
				this.attempt);
	}

	private static WebClientRequestException wrapped(Throwable cause) {
		return new WebClientRequestException(cause, HttpMethod.POST, URI.create("http://127.0.0.1/execute"),
				new HttpHeaders());
	}

}

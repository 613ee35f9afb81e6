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

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import ai.hopx.client.HopxServerException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.testsupport.HopxWire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * All pages, one after the other, and an end whatever the service says.
 */
class SandboxListTests {

	private static final Duration LIMIT = EmbeddedServer.LIMIT;

	private static final String FIRST = "GET /v1/sandboxes?limit=100";

	private static final String SECOND = "GET /v1/sandboxes?limit=100&cursor=c%2F1%20x";

	private static final String THIRD = "GET /v1/sandboxes?limit=100&cursor=c2";

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	@Test
	void walksThroughAllPages() {
		threePages();
		StepVerifier.create(Wire.reactive(wire).sandboxes().list().map(SandboxInfo::id))
			.expectNext("a1", "a2", "b1", "c1")
			.expectComplete()
			.verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(FIRST, SECOND, THIRD);
	}

	@Test
	void walksThroughAllPagesBlocking() {
		threePages();
		try (Stream<SandboxInfo> list = Wire.blocking(wire).sandboxes().list()) {
			assertThat(list.map(SandboxInfo::id)).containsExactly("a1", "a2", "b1", "c1");
		}
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(FIRST, SECOND, THIRD);
	}

	@Test
	void asksForAPageWhenTheOneBeforeWasTaken() {
		threePages();
		StepVerifier.create(Wire.reactive(wire).sandboxes().list().map(SandboxInfo::id), 1)
			.expectNext("a1")
			.then(() -> assertThat(Wire.lines(wire.controlRequests())).containsExactly(FIRST))
			.thenRequest(2)
			.expectNext("a2", "b1")
			.thenCancel()
			.verify(LIMIT);
		assertThat(Wire.lines(wire.controlRequests())).doesNotContain(THIRD);
	}

	@Test
	void asksForNoMoreThanIsTaken() {
		threePages();
		StepVerifier.create(Wire.reactive(wire).sandboxes().list().take(2))
			.expectNextCount(2)
			.expectComplete()
			.verify(LIMIT);
		assertThat(Wire.blocking(wire).sandboxes().list().limit(2)).hasSize(2);
		assertThat(Wire.blocking(wire).sandboxes().list().findFirst()).isPresent();
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(FIRST, FIRST, FIRST);
	}

	@Test
	void startsAnewForEachSubscriber() {
		threePages();
		var list = Wire.reactive(wire).sandboxes().list();
		assertThat(list.collectList().block(LIMIT)).hasSize(4);
		assertThat(list.collectList().block(LIMIT)).hasSize(4);
	}

	@Test
	void keepsToTheLimit() {
		String page = IntStream.range(0, 5).mapToObj((i) -> "s" + i).collect(Collectors.joining(","));
		page("GET /v1/sandboxes?limit=3", page, true, "next");
		SandboxFilter filter = SandboxFilter.all().limit(3);
		StepVerifier.create(Wire.reactive(wire).sandboxes().list(filter))
			.expectNextCount(3)
			.expectComplete()
			.verify(LIMIT);
		assertThat(Wire.blocking(wire).sandboxes().list(filter)).hasSize(3);
		assertThat(wire.controlRequests()).hasSize(2);
	}

	@Test
	void asksForPagesOfAHundredAtMost() {
		page(FIRST, "a", false, null);
		assertThat(Wire.blocking(wire).sandboxes().list(SandboxFilter.all().limit(250))).hasSize(1);
		assertThat(Wire.lines(wire.controlRequests())).containsExactly(FIRST);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"data\":[{\"id\":\"a\"}],\"has_more\":true}",
			"{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"next_cursor\":\"\"}",
			"{\"data\":[{\"id\":\"a\"}],\"has_more\":true,\"next_cursor\":null}",
			"{\"data\":[{\"id\":\"a\"}],\"has_more\":false,\"next_cursor\":\"more\"}",
			"{\"data\":[{\"id\":\"a\"}],\"next_cursor\":\"more\"}", "{\"data\":[null,{\"id\":\"a\"}]}" })
	void endsWhereTheServiceDoesNotSayHowItGoesOn(String page) {
		Wire.answer(wire.control(), page);
		StepVerifier.create(Wire.reactive(wire).sandboxes().list().map(SandboxInfo::id))
			.expectNext("a")
			.expectComplete()
			.verify(LIMIT);
		assertThat(wire.controlRequests()).hasSize(1);
	}

	@Test
	void endsWhereTheServiceGoesInCircles() {
		page(FIRST, "a", true, "c1");
		page("GET /v1/sandboxes?limit=100&cursor=c1", "b", true, "c2");
		page("GET /v1/sandboxes?limit=100&cursor=c2", "c", true, "c1");
		StepVerifier.create(Wire.reactive(wire).sandboxes().list()).expectNextCount(3).expectComplete().verify(LIMIT);
	}

	@Test
	void goesOnPastAnEmptyPage() {
		Wire.answer(wire.control(), FIRST, "{\"data\":null,\"has_more\":true,\"next_cursor\":\"c1\"}");
		page("GET /v1/sandboxes?limit=100&cursor=c1", "b", false, null);
		StepVerifier.create(Wire.reactive(wire).sandboxes().list()).expectNextCount(1).expectComplete().verify(LIMIT);
		assertThat(Wire.blocking(wire).sandboxes().list()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "{}", "{\"agent\":\"x\",\"status\":\"running\"}", "{\"data\":{}}", "{\"data\":[{}]}", "[]" })
	void refusesWhatIsNoList(String reply) {
		Wire.answer(wire.control(), reply);
		StepVerifier.create(Wire.reactive(wire).sandboxes().list())
			.expectError(UnexpectedResponseException.class)
			.verify(LIMIT);
	}

	@Test
	void failsWhereAPageFails() {
		page(FIRST, "a1,a2", true, "c1");
		Wire.answer(wire.control(), "GET /v1/sandboxes?limit=100&cursor=c1", aResponse().withStatus(501));
		StepVerifier.create(Wire.reactive(wire).sandboxes().list())
			.expectNextCount(2)
			.expectError(HopxServerException.class)
			.verify(LIMIT);
		assertThatExceptionOfType(HopxServerException.class)
			.isThrownBy(() -> Wire.blocking(wire).sandboxes().list().toList());
	}

	private static void threePages() {
		page(FIRST, "a1,a2", true, "c/1 x");
		page(SECOND, "b1", true, "c2");
		page(THIRD, "c1", false, null);
	}

	private static void page(String request, String ids, boolean hasMore, String next) {
		String data = Stream.of(ids.split(",")).map("{\"id\":\"%s\"}"::formatted).collect(Collectors.joining(","));
		Wire.answer(wire.control(), request, "{\"object\":\"list\",\"data\":[%s],\"has_more\":%s%s}".formatted(data,
				hasMore, (next != null) ? ",\"next_cursor\":\"" + next + "\"" : ""));
	}

}

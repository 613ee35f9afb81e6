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

package ai.hopx.client.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Fair: first come, first served.
 */
class FairTests {

	@RegisterExtension
	static final PoolServer server = new PoolServer();

	private final List<Integer> served = Collections.synchronizedList(new ArrayList<>());

	@Test
	void callersAreServedInTheirOrder() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		ReactivePooledSandbox first = pool.acquire().block(PoolServer.LIMIT);
		for (int i = 0; i < 6; i++) {
			borrowAndGiveBack(pool, i);
		}
		assertThat(pool.status().pending()).isEqualTo(6);
		first.kill().block();
		PoolServer.await().untilAsserted(() -> assertThat(this.served).containsExactly(0, 1, 2, 3, 4, 5));
	}

	@Test
	void oneThatLeavesCostsNothingAndHoldsNobodyUp() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1));
		ReactivePooledSandbox first = pool.acquire().block(PoolServer.LIMIT);
		borrowAndGiveBack(pool, 0);
		Disposable leaving = borrowAndGiveBack(pool, 1);
		borrowAndGiveBack(pool, 2);
		leaving.dispose();
		assertThat(pool.status().pending()).isEqualTo(2);
		first.kill().block();
		PoolServer.await().untilAsserted(() -> {
			assertThat(this.served).containsExactly(0, 2);
			assertThat(pool.status().idle()).isEqualTo(1);
		});
		// The first, one for each that stayed, and the one that is ready now
		assertThat(server.creates()).isEqualTo(4);
	}

	@Test
	void oneWhoseSandboxWasDeadKeepsItsPlace() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1).validation(Validation.ALWAYS));
		server.end(server.ledger().alive().get(0).id());
		borrowAndGiveBack(pool, 0);
		borrowAndGiveBack(pool, 1);
		PoolServer.await().untilAsserted(() -> assertThat(this.served).containsExactly(0, 1));
	}

	@Test
	void tooManyAreTurnedAway() {
		ReactiveSandboxPool pool = server.warmPool((settings) -> settings.maxSize(1).pendingAcquireMaxCount(2));
		pool.acquire().block(PoolServer.LIMIT);
		pool.acquire().onErrorComplete().subscribe();
		pool.acquire().onErrorComplete().subscribe();
		assertThatExceptionOfType(PoolExhaustedException.class).isThrownBy(() -> pool.acquire().block())
			.withMessageContaining("'hopx.pools.test.pending-acquire-max-count'")
			.withMessageContaining("2 waiting");
	}

	private Disposable borrowAndGiveBack(ReactiveSandboxPool pool, int number) {
		return pool.acquire()
			.doOnNext((sandbox) -> this.served.add(number))
			.subscribe((sandbox) -> sandbox.kill().subscribe(), (error) -> {
			});
	}

}

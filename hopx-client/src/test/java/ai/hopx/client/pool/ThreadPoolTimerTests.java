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

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.hopx.client.testsupport.LogLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The one thread of a pool.
 */
class ThreadPoolTimerTests {

	private static final InheritableThreadLocal<String> TENANT = new InheritableThreadLocal<>();

	private final ThreadPoolTimer timer = new ThreadPoolTimer("test");

	private final BlockingQueue<Thread> threads = new ArrayBlockingQueue<>(10);

	@AfterEach
	void close() {
		this.timer.close();
	}

	@Test
	void runsOnADaemonThreadOfItsOwn() throws InterruptedException {
		this.timer.start();
		this.timer.execute(this::note);
		Thread thread = next();
		assertThat(thread).isNotSameAs(Thread.currentThread());
		assertThat(thread.getName()).isEqualTo("hopx-pool-test");
		assertThat(thread.isDaemon()).isTrue();
		this.timer.schedule(this::note, Duration.ofMillis(1));
		assertThat(next()).isSameAs(thread);
		this.timer.scheduleAt(this::note, this.timer.now() + 1);
		assertThat(next()).isSameAs(thread);
		this.timer.scheduleAt(this::note, 1);
		assertThat(next()).isSameAs(thread);
	}

	@Test
	void takesNothingOverFromWhoeverIsFirstToUseIt() throws InterruptedException {
		BlockingQueue<String> tenants = new ArrayBlockingQueue<>(1);
		TENANT.set("one");
		try {
			this.timer.start();
			this.timer.execute(() -> tenants.add(String.valueOf(TENANT.get())));
			assertThat(tenants.poll(10, TimeUnit.SECONDS)).isEqualTo("null");
		}
		finally {
			TENANT.remove();
		}
	}

	@Test
	void runsAtOnceWhatCannotWaitForAThreadThatThereIsNot() {
		this.timer.execute(this::note);
		assertThat(this.threads).containsExactly(Thread.currentThread());
		this.timer.start();
		this.timer.close();
		this.timer.execute(this::note);
		assertThat(this.threads).containsExactly(Thread.currentThread(), Thread.currentThread());
	}

	@Test
	void runsNothingLaterWithoutAThread() {
		assertThat(this.timer.schedule(this::note, Duration.ZERO).isDisposed()).isTrue();
		this.timer.start();
		this.timer.close();
		assertThat(this.timer.schedule(this::note, Duration.ZERO)).isNotNull();
		assertThat(this.threads).isEmpty();
	}

	@Test
	void runsNothingThatWasCalledOff() throws InterruptedException {
		this.timer.start();
		CountDownLatch busy = new CountDownLatch(1);
		this.timer.execute(() -> await(busy));
		Disposable first = this.timer.schedule(() -> this.threads.add(Thread.currentThread()), Duration.ZERO);
		first.dispose();
		BlockingQueue<String> second = new ArrayBlockingQueue<>(1);
		this.timer.schedule(() -> second.add("ran"), Duration.ofMillis(1));
		busy.countDown();
		assertThat(second.poll(10, TimeUnit.SECONDS)).isEqualTo("ran");
		assertThat(this.threads).isEmpty();
	}

	@Test
	void endsWithoutWaitingForWhatIsFarAway() throws InterruptedException {
		this.timer.start();
		this.timer.schedule(this::note, Duration.ofHours(1));
		this.timer.execute(this::note);
		Thread thread = next();
		this.timer.close();
		thread.join(10_000);
		assertThat(thread.isAlive()).isFalse();
	}

	@Test
	void goesOnAfterWorkThatFails() throws InterruptedException {
		this.timer.start();
		try (LogLines log = LogLines.of("ai.hopx.client.pool.ThreadPoolTimer")) {
			this.timer.execute(() -> {
				throw new IllegalStateException("a bug");
			});
			this.timer.execute(this::note);
			next();
			assertThat(log.warnings()).containsExactly("The pool's background work failed");
		}
	}

	@Test
	void knowsTheTime() {
		assertThat(this.timer.now()).isBetween(System.currentTimeMillis() - 10_000, System.currentTimeMillis());
	}

	private void note() {
		this.threads.add(Thread.currentThread());
	}

	private Thread next() throws InterruptedException {
		return this.threads.poll(10, TimeUnit.SECONDS);
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}

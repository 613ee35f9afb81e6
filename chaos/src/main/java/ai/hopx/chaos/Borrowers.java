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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;

import ai.hopx.chaos.judge.Marker;
import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.core.SandboxSpec;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.pool.AcquireRequest;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Actors that use sandboxes, each in its own way.
 */
final class Borrowers {

	private static final int MOST_STEPS = 4;

	private final Desk desk;

	private final Plan plan;

	private final Application application;

	private final ScheduledExecutorService interrupts;

	Borrowers(Desk desk, Plan plan, Application application, ScheduledExecutorService interrupts) {
		this.desk = desk;
		this.plan = plan;
		this.application = application;
		this.interrupts = interrupts;
	}

	/**
	 * Return one of each kind, and two of those that use the pool.
	 */
	List<Actor> all() {
		List<Actor> actors = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			actors.add(new BlockingBorrower("waiter-" + i, true));
			actors.add(new ReactiveBorrower("subscriber-" + i, true));
		}
		actors.add(new BlockingBorrower("creator-0", false));
		actors.add(new ReactiveBorrower("creator-1", false));
		actors.add(new OneShot("one-shot"));
		return actors;
	}

	private static Duration limitOfSandbox(boolean pooled) {
		return pooled ? Limits.acquire() : Limits.create();
	}

	private final class BlockingBorrower extends Actor {

		private final boolean pooled;

		BlockingBorrower(String name, boolean pooled) {
			super(name, Borrowers.this.desk, Borrowers.this.plan, pooled ? 1500 : 4000);
			this.pooled = pooled;
		}

		@Override
		void turn(int number, SplittableRandom random) {
			Session session = new Session(name(), number, random);
			desk().<Sandbox>call(session.naming("sandbox"), limitOfSandbox(this.pooled), this::sandbox)
				.ifPresent((sandbox) -> use(sandbox, session));
		}

		private Sandbox sandbox() {
			return this.pooled ? Borrowers.this.application.poolBlocking().acquire()
					: Borrowers.this.application.ownBlocking().create();
		}

		private void use(Sandbox sandbox, Session session) {
			desk().borrowed(sandbox.id(), session.toString());
			BlockingSteps steps = new BlockingSteps(desk(), sandbox, session, Borrowers.this.interrupts);
			int count = 1 + session.random().nextInt(MOST_STEPS);
			for (int i = 0; i < count && desk().isOpen(); i++) {
				steps.take();
			}
			desk().call(session.naming("close"), Limits.control(), () -> {
				sandbox.close();
				return true;
			});
			desk().gaveBack(sandbox.id());
		}

	}

	private final class ReactiveBorrower extends Actor {

		private final boolean pooled;

		ReactiveBorrower(String name, boolean pooled) {
			super(name, Borrowers.this.desk, Borrowers.this.plan, pooled ? 1500 : 4000);
			this.pooled = pooled;
		}

		@Override
		void turn(int number, SplittableRandom random) {
			Session session = new Session(name(), number, random);
			// Some leave while they wait for a sandbox, or the moment it comes
			long leave = (random.nextInt(5) == 0) ? 1 + random.nextInt(400) : 0;
			desk()
				.<ReactiveSandbox>call(session.naming("sandbox"), limitOfSandbox(this.pooled), sandbox(session), leave)
				.ifPresent((sandbox) -> use(sandbox, session));
		}

		private Mono<ReactiveSandbox> sandbox(Session session) {
			if (this.pooled) {
				AcquireRequest request = AcquireRequest.defaults()
					.env(ReactiveSteps.BORROWER, session.toString())
					.file(ReactiveSteps.BORROWER_FILE, session.toString());
				return Borrowers.this.application.pool().acquire(request).cast(ReactiveSandbox.class);
			}
			return Borrowers.this.application.own()
				.create(SandboxSpec.defaults().env(ReactiveSteps.BORROWER, session.toString()));
		}

		private void use(ReactiveSandbox sandbox, Session session) {
			desk().borrowed(sandbox.id(), session.toString());
			ReactiveSteps steps = new ReactiveSteps(desk(), sandbox, session);
			int count = 1 + session.random().nextInt(MOST_STEPS);
			for (int i = 0; i < count && desk().isOpen(); i++) {
				steps.take();
			}
			steps.own(this.pooled);
			desk().call(session.naming("kill"), Limits.control(), sandbox.kill().thenReturn(true), 0);
			desk().gaveBack(sandbox.id());
		}

	}

	/**
	 * Leaves everything to the templates, and sometimes leaves itself.
	 */
	private final class OneShot extends Actor {

		OneShot(String name) {
			super(name, Borrowers.this.desk, Borrowers.this.plan, 2000);
		}

		@Override
		void turn(int number, SplittableRandom random) {
			Session session = new Session(name(), number, random);
			Marker marker = session.next();
			String code = "print('%s')".formatted(marker);
			String what = "one shot " + marker;
			Duration limit = Limits.acquire().plus(Limits.run()).plus(Limits.control());
			@Nullable RunResult result = (random.nextBoolean()
					? desk().call(what, limit, () -> Borrowers.this.application.pooledBlocking().runCode(code))
					: desk().call(what, limit, Borrowers.this.application.pooled().runCode(code),
							(random.nextInt(4) == 0) ? 1 + random.nextInt(200) : 0))
				.orElse(null);
			if (result != null && result.isSuccess()) {
				desk().expect(what, marker.toString(), result.stdout());
			}
		}

	}

}

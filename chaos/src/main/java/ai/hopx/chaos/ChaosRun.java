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

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import ai.hopx.chaos.judge.Finding;
import ai.hopx.chaos.judge.Judge;
import ai.hopx.chaos.proxy.ChaosProxy;
import ai.hopx.chaos.proxy.KeyWatch;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import reactor.core.publisher.Hooks;

/**
 * One run: starts everything, lets it fail for a while, then heals what failed, ends
 * everything, and judges.
 */
final class ChaosRun {

	/** Short, so that tokens are renewed in the middle of everything. */
	private static final Duration TOKEN_LIFETIME = Duration.ofSeconds(15);

	private static final Duration SAMPLE_INTERVAL = Duration.ofSeconds(10);

	private static final Duration LONGEST_WARM_UP = Duration.ofSeconds(60);

	/** A pool that was refused asks again after a minute. */
	private static final Duration RECOVERY = Duration.ofSeconds(75);

	private final ChaosSettings settings;

	private final Consumer<String> out;

	private final Plan plan;

	private final EmbeddedHopx server;

	private final KeyWatch keyWatch;

	private final ChaosProxy proxy;

	private final Application application;

	private final Judge judge;

	private final Desk desk;

	private final DroppedErrors dropped;

	private final Finding recovered;

	private final Finding nothingLeft;

	private final Weather weather;

	private final Reaper reaper;

	private final Victims victims;

	private final ScheduledExecutorService interrupts = Executors.newSingleThreadScheduledExecutor((task) -> {
		Thread thread = new Thread(task, "chaos-interrupts");
		thread.setDaemon(true);
		return thread;
	});

	private final List<Thread> threads = new ArrayList<>();

	/**
	 * Prepare a run. Its server and proxy start at once.
	 * @param settings what it is like
	 * @param out takes its lines
	 */
	ChaosRun(ChaosSettings settings, Consumer<String> out) {
		this.settings = settings;
		this.out = out;
		this.plan = new Plan(settings.seed());
		Clock clock = Clock.systemUTC();
		this.server = EmbeddedHopx.start(EmbeddedHopxSettings.builder().tokenLifetime(TOKEN_LIFETIME).build());
		this.keyWatch = new KeyWatch(this.server.apiKey());
		this.proxy = new ChaosProxy(this.plan, this.keyWatch, this.server.port());
		this.application = new Application(this.server, this.proxy, this.plan);
		this.judge = new Judge(this.server.ledger(), clock, Limits.LEASE, Limits.SLACK);
		this.desk = new Desk(this.judge, clock);
		this.dropped = new DroppedErrors(this.judge.finding("no error of the program was dropped"));
		this.recovered = this.judge.finding("all works again when nothing fails any more");
		this.nothingLeft = this.judge.finding("nothing is left at the end");
		this.weather = new Weather(this.desk, this.plan, this.server.faults());
		this.reaper = new Reaper(this.desk, this.plan, this.server);
		this.victims = new Victims(this.desk, this.plan, this.server,
				this.judge.finding("what a killed JVM left was gone in time"));
	}

	/**
	 * Run, print what happens, and judge.
	 * @return whether all holds
	 */
	boolean run() {
		this.out.accept("seed %d: chaos for %s. To repeat its plan: %s".formatted(this.settings.seed(),
				this.settings.duration(), this.settings.command()));
		Hooks.onErrorDropped(this.dropped);
		try {
			start();
			watch();
			heal();
			stop();
		}
		finally {
			this.victims.end();
			this.server.stop();
			this.proxy.close();
			this.interrupts.shutdownNow();
			Hooks.resetOnErrorDropped();
		}
		lookForThreads();
		this.judge.keyKept().wire(this.keyWatch.sightings(), this.keyWatch.bytes());
		this.judge.flatness().judge();
		line();
		this.out.accept(this.judge.verdicts());
		boolean holds = this.judge.holds();
		this.out.accept("seed %d: %s. To repeat its plan: %s".formatted(this.settings.seed(),
				holds ? "all holds" : "BROKEN", this.settings.command()));
		return holds;
	}

	/**
	 * Return all verdicts, for whoever wants to say why a run failed.
	 */
	String verdicts() {
		return this.judge.verdicts();
	}

	private void start() {
		this.application.pool().start();
		List<Actor> actors = new ArrayList<>(
				new Borrowers(this.desk, this.plan, this.application, this.interrupts).all());
		actors.add(this.weather);
		actors.add(this.reaper);
		actors.add(this.victims);
		actors.add(new Operator(this.desk, this.plan, this.application));
		actors.forEach((actor) -> this.threads.add(actor.start()));
	}

	private void watch() {
		long begin = System.nanoTime();
		Duration quarter = this.settings.duration().dividedBy(4);
		Duration warmUp = (quarter.compareTo(LONGEST_WARM_UP) < 0) ? quarter : LONGEST_WARM_UP;
		long minutes = 0;
		for (Duration elapsed = Duration.ZERO; elapsed
			.compareTo(this.settings.duration()) < 0; elapsed = since(begin)) {
			Duration rest = this.settings.duration().minus(elapsed);
			this.desk.pause(((rest.compareTo(SAMPLE_INTERVAL) < 0) ? rest : SAMPLE_INTERVAL).toMillis());
			this.judge.read();
			if (since(begin).compareTo(warmUp) > 0) {
				this.judge.flatness().sample(Vitals.heap(), Vitals.threads());
			}
			if (since(begin).toMinutes() > minutes) {
				minutes = since(begin).toMinutes();
				line();
			}
		}
		this.desk.close();
	}

	private static Duration since(long begin) {
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	private void line() {
		this.out.accept(
				"%tT %s | sandboxes=%d ended-behind-our-back=%d jvms-killed=%d | connections=%d %s | service=%s | heap=%dMB threads=%d"
					.formatted(System.currentTimeMillis(), this.judge.answers().figures(), this.judge.sandboxes(),
							this.reaper.count(), this.victims.killed(), this.proxy.connections(), this.proxy.counts(),
							this.weather.hits(), Vitals.heap() >> 20, Vitals.threads()));
	}

	/**
	 * From here on nothing fails, and all that waits must come to its end.
	 */
	private void heal() {
		this.proxy.calm();
		this.server.faults().reset();
		this.victims.end();
		Duration patience = Limits.transfer().plus(Limits.SLACK);
		await(patience, () -> this.threads.stream().noneMatch(Thread::isAlive));
		this.judge.read();
		this.application.pool().start();
		this.recovered.saw("code ran in a new sandbox and in one of the pool");
		Duration pool = RECOVERY;
		if (!await(Limits.READY.multipliedBy(4), () -> runs(false))) {
			this.recovered.breach("No code runs in new sandboxes");
		}
		if (!await(pool, () -> runs(true))) {
			this.recovered.breach("The pool lends nothing %s after: %s".formatted(pool, this.application.pool()));
		}
	}

	private boolean runs(boolean pooled) {
		try {
			return (pooled ? this.application.pooledBlocking() : this.application.ownBlocking()).runCode("print(1)")
				.isSuccess();
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

	private void stop() {
		this.desk.call("stop of the pool", Limits.stop(), () -> {
			this.application.poolBlocking().stop();
			return true;
		});
		Duration patience = Limits.LEASE.plus(Limits.SLACK);
		boolean gone = await(patience, () -> this.server.ledger().alive().isEmpty());
		this.dropped.closing();
		this.application.close();
		this.judge.read();
		this.nothingLeft.saw("no sandbox and no thread");
		if (!gone) {
			this.server.ledger().alive().forEach((sandbox) -> this.nothingLeft.breach("Lives on: " + sandbox));
		}
		this.threads.stream()
			.filter(Thread::isAlive)
			.forEach((thread) -> this.nothingLeft
				.breach("%s waits at %s".formatted(thread.getName(), List.of(thread.getStackTrace()))));
	}

	private void lookForThreads() {
		if (!await(Duration.ofSeconds(10), () -> Vitals.ours().isEmpty())) {
			Set<String> left = Vitals.ours();
			left.forEach((name) -> this.nothingLeft.breach("A thread: " + name));
		}
	}

	private static boolean await(Duration patience, BooleanSupplier condition) {
		long begin = System.nanoTime();
		while (!condition.getAsBoolean()) {
			if (since(begin).compareTo(patience) > 0) {
				return false;
			}
			LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
		}
		return true;
	}

}

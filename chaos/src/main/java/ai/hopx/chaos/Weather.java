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
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

import ai.hopx.embedded.fault.Fault;
import ai.hopx.embedded.fault.FaultTarget;
import ai.hopx.embedded.fault.Faults;

/**
 * How well the service does: good for a while, then bad in one way or another, by plan.
 */
final class Weather extends Actor {

	/** A pool that is refused asks once a minute: more than that would leave it idle. */
	private static final int TURNS_BETWEEN_REFUSALS = 240;

	private final Map<String, LongAdder> hits = new ConcurrentSkipListMap<>();

	private final Faults faults;

	Weather(Desk desk, Plan plan, Faults faults) {
		super("weather", desk, plan, 3000);
		this.faults = faults;
	}

	@Override
	void turn(int number, SplittableRandom random) {
		if (number % TURNS_BETWEEN_REFUSALS == TURNS_BETWEEN_REFUSALS / 4) {
			boolean key = random.nextBoolean();
			meet(key ? "key-revoked" : "credit-exhausted", key ? this.faults.revokeKey() : this.faults.exhaustCredit(),
					500 + random.nextInt(1500));
			return;
		}
		int lasts = 300 + random.nextInt(1700);
		if (random.nextInt(3) == 0) {
			sandbox(random, lasts);
		}
		else {
			control(random, lasts);
		}
	}

	private void control(SplittableRandom random, int lasts) {
		FaultTarget plane = this.faults.controlPlane();
		FaultTarget any = plane.path("/v1/**");
		FaultTarget create = plane.post("/v1/sandboxes");
		FaultTarget some = any.times(1 + random.nextInt(4));
		switch (random.nextInt(17)) {
			case 0 -> meet("500", some.status(500), lasts);
			case 1 -> meet("502", some.badGateway(), lasts);
			case 2 -> meet("503", any.always().status(503, "SERVICE_UNAVAILABLE"), lasts);
			case 3 -> meet("429", some.rateLimited(Duration.ofSeconds(1)), lasts);
			case 4 -> meet("401", plane.get("/v1/**").times(2).status(401, "AUTHENTICATION_ERROR"), lasts);
			case 5 -> meet("402", plane.put("/v1/**").times(2).status(402, "PAYMENT_REQUIRED"), lasts);
			case 6 -> meet("garbage", some.garbage(), lasts);
			case 7 -> meet("stub", some.stubReply(), lasts);
			case 8 -> meet("empty", some.emptyReply(), lasts);
			case 9 -> meet("truncated", some.truncate(), lasts);
			case 10 -> meet("late", some.delay(Duration.ofMillis(200 + random.nextInt(2500))), lasts);
			case 11 -> meet("no-answer", some.blackHole(), lasts);
			case 12 -> meet("create-lost", create.times(2).resetAfterWork(), lasts);
			case 13 -> meet("create-late", create.delay(Duration.ofMillis(3500 + random.nextInt(1500))), lasts);
			case 14 -> meet("delete-lost", plane.delete("/v1/sandboxes/{id}").times(2).resetAfterWork(), lasts);
			case 15 -> noToken(plane, random, lasts);
			default -> meet("out-of-reach", plane.refuse(), lasts);
		}
	}

	/**
	 * No new tokens, as of a service that has no such call: no reason to show the key to
	 * sandboxes that had a token before.
	 */
	private void noToken(FaultTarget plane, SplittableRandom random, int lasts) {
		int[] statuses = { 403, 404, 405, 501 };
		int status = statuses[random.nextInt(statuses.length)];
		meet("no-token-" + status, plane.post("/v1/sandboxes/{id}/token/refresh").times(3).status(status), lasts);
	}

	private void sandbox(SplittableRandom random, int lasts) {
		FaultTarget plane = this.faults.dataPlane();
		FaultTarget run = plane.post("/execute").times(2);
		FaultTarget some = plane.path("/**").times(1 + random.nextInt(4));
		switch (random.nextInt(14)) {
			case 0 -> meet("run-lost", run.resetAfterWork(), lasts);
			case 1 -> meet("run-503", run.status(503, "SERVICE_UNAVAILABLE"), lasts);
			case 2 -> meet("run-429", run.rateLimited(Duration.ofSeconds(1)), lasts);
			case 3 -> meet("agent-500", some.status(500), lasts);
			case 4 -> meet("agent-401", some.status(401, "TOKEN_EXPIRED"), lasts);
			case 5 -> meet("agent-502", some.badGateway(), lasts);
			case 6 -> meet("agent-garbage", shaped(plane, random).garbage(), lasts);
			case 7 -> meet("run-garbage", plane.post("/**").times(2).garbage(), lasts);
			case 8 -> meet("agent-stub",
					(random.nextBoolean() ? shaped(plane, random) : plane.patch("/env")).stubReply(), lasts);
			case 9 -> meet("agent-drip", some.drip(Duration.ofMillis(30)), lasts);
			case 10 -> meet("agent-truncated", some.truncate(), lasts);
			case 11 -> meet("socket-reset", plane.get("/execute/stream").resetAfterFrames(random.nextInt(4)), lasts);
			case 12 -> meet("socket-closed", plane.get("/execute/stream").closeAfterFrames(random.nextInt(4)), lasts);
			default -> meet("socket-empty", plane.get("/execute/stream").emptyFrameAfter(random.nextInt(4)), lasts);
		}
	}

	/**
	 * Aim at a call whose reply has a shape. A file can be anything, so nobody can tell
	 * that garbage is none.
	 */
	private static FaultTarget shaped(FaultTarget plane, SplittableRandom random) {
		List<String> reads = List.of("/files/read", "/files/list", "/env", "/health", "/metrics/snapshot");
		return (random.nextInt(3) == 0) ? plane.post("/**").times(2)
				: plane.get(reads.get(random.nextInt(reads.size()))).times(2);
	}

	private void meet(String kind, Fault fault, int lasts) {
		desk().pause(lasts);
		fault.lift();
		this.hits.computeIfAbsent(kind, (name) -> new LongAdder()).add(fault.hits());
	}

	/**
	 * Return how many requests met each kind.
	 */
	Map<String, Long> hits() {
		Map<String, Long> figures = new TreeMap<>();
		this.hits.forEach((kind, count) -> figures.put(kind, count.sum()));
		return figures;
	}

}

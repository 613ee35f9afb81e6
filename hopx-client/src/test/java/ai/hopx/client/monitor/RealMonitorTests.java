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

package ai.hopx.client.monitor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.testsupport.LeaksAndDroppedErrors;
import ai.hopx.embedded.ledger.Plane;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a monitor asks real sandboxes, and what it does not.
 */
@ExtendWith(LeaksAndDroppedErrors.class)
class RealMonitorTests {

	@RegisterExtension
	static final MonitoredServer server = new MonitoredServer();

	@Test
	void followsASandboxFromItsCreationToItsEnd() {
		String id;
		try (Sandbox sandbox = server.template().create()) {
			id = sandbox.id();
			awaitCalls(id, "begins", "snapshot 0");
			sandbox.runCode("print(6 * 7)");
			server.lookAfter(MonitoredServer.INTERVAL.minusMillis(1));
			assertThat(server.snapshots(id)).hasSize(1);
			server.lookAfter(Duration.ofMillis(1));
			awaitCalls(id, "begins", "snapshot 0", "snapshot 1");
			TrackedSandbox tracked = server.monitor().find(id).orElseThrow();
			assertThat(tracked.template()).isEqualTo("code-interpreter");
			assertThat(tracked.pool()).isNull();
			assertThat(tracked.expiresAt()).isAfter(tracked.createdAt().plus(Duration.ofMinutes(59)));
			sandbox.timeout(Duration.ofHours(5));
			assertThat(tracked.expiresAt()).isAfter(tracked.createdAt().plus(Duration.ofHours(4)));
		}
		awaitCalls(id, "begins", "snapshot 0", "snapshot 1", "ends");
		assertThat(server.monitor().sandboxes()).isEmpty();
		assertThat(server.snapshots(id)).as("no last look at a sandbox of no pool").hasSize(2);
	}

	@Test
	void asksNoneThatIsPausedOrStopped() {
		Sandbox sandbox = server.template().create();
		awaitCalls(sandbox.id(), "begins", "snapshot 0");
		sandbox.pause();
		server.lookAfter(MonitoredServer.INTERVAL.multipliedBy(2));
		sandbox.resume();
		sandbox.stop();
		server.lookAfter(MonitoredServer.INTERVAL.multipliedBy(2));
		assertThat(server.snapshots(sandbox.id())).hasSize(1);
		sandbox.start();
		server.monitor().look();
		awaitCalls(sandbox.id(), "begins", "snapshot 0", "snapshot 0");
		assertThat(server.snapshots(sandbox.id())).hasSize(2);
	}

	@Test
	void partsWithOneThatWasKilledElsewhere() {
		Sandbox sandbox = server.template().create();
		awaitCalls(sandbox.id(), "begins", "snapshot 0");
		server.hopx().endSandbox(sandbox.id());
		server.lookAfter(MonitoredServer.INTERVAL);
		awaitCalls(sandbox.id(), "begins", "snapshot 0", "ends");
		assertThat(server.monitor().sandboxes()).isEmpty();
		sandbox.kill();
		assertThat(server.heard().calls()).filteredOn((call) -> call.endsWith("ends")).hasSize(1);
	}

	@Test
	void noticesOneThatWasPausedElsewhere() {
		Sandbox sandbox = server.template().create();
		awaitCalls(sandbox.id(), "begins", "snapshot 0");
		server.template().sandboxes().pause(sandbox.id());
		server.lookAfter(MonitoredServer.INTERVAL);
		MonitoredServer.await()
			.until(() -> server.monitor().find(sandbox.id()).orElseThrow().state().equals(SandboxState.PAUSED));
		assertThat(server.heard().calls(sandbox.id())).hasSize(2);
	}

	@Test
	void asksNobodyElseAboutOneWhoseAgentAnswers() {
		server.hopx().faults().dataPlane().get("/metrics/snapshot").status(403);
		Sandbox sandbox = server.template().create();
		awaitCalls(sandbox.id(), "begins", "snapshot failed");
		assertThat(server.hopx().ledger().requests(Plane.CONTROL, "GET", "/**")).isEmpty();
	}

	@Test
	void anAgentThatDoesNotKnowTheCallIsNoSandboxThatIsGone() {
		server.hopx().faults().dataPlane().get("/metrics/snapshot").status(404, "RESOURCE_NOT_FOUND");
		Sandbox sandbox = server.template().create();
		awaitCalls(sandbox.id(), "begins", "snapshot failed");
		server.lookAfter(MonitoredServer.INTERVAL.multipliedBy(2));
		awaitCalls(sandbox.id(), "begins", "snapshot failed", "snapshot 0");
	}

	@Test
	void asksOnceWhoDoesNotAnswer() {
		server.hopx().faults().dataPlane().get("/metrics/snapshot").status(503);
		Sandbox sandbox = server.template().create();
		awaitCalls(sandbox.id(), "begins", "snapshot failed");
		assertThat(server.snapshots(sandbox.id())).hasSize(1);
	}

	@Test
	void thePollIsNoOperationOfAUser() {
		Sandbox sandbox = server.template().create();
		awaitCalls(sandbox.id(), "begins", "snapshot 0");
		TestObservationRegistryAssert.assertThat(server.observations())
			.hasNumberOfObservationsWithNameEqualTo("hopx.client.operation", 1);
	}

	@Test
	void hasOneThreadThatKnowsNothingOfWhoCreates() {
		ThreadLocal<String> tenant = new InheritableThreadLocal<>();
		Map<String, String> seen = new ConcurrentHashMap<>();
		Queue<Observation.Context> parents = new ConcurrentLinkedQueue<>();
		Queue<Observation.Context> polls = new ConcurrentLinkedQueue<>();
		server.observations().observationConfig().observationHandler(new ObservationHandler<Observation.Context>() {

			@Override
			public void onStop(Observation.Context context) {
				KeyValue uri = context.getLowCardinalityKeyValue("uri");
				if (uri != null && uri.getValue().equals("/metrics/snapshot")) {
					((context.getParentObservation() != null) ? parents : polls).add(context);
				}
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}

		});
		SandboxMonitor monitor = server.use((builder) -> builder.executor(null)
			.interval(Duration.ofMillis(20))
			.clock(new WatchingClock(() -> seen.put(Thread.currentThread().getName(), "" + tenant.get()))));
		tenant.set("one");
		Observation.createNotStarted("request", server.observations()).observe(() -> {
			HopxTemplate template = server.template();
			template.create();
			template.create();
		});
		tenant.remove();
		MonitoredServer.await().until(() -> polls.size() > 10 && seen.containsKey("hopx-monitor"));
		assertThat(parents).isEmpty();
		assertThat(seen).containsEntry("hopx-monitor", "null");
		assertThat(threads()).isEqualTo(1);
		monitor.close();
		MonitoredServer.await().until(() -> threads() == 0);
		server.monitor().sandboxes().forEach((sandbox) -> awaitAnswers(sandbox.id()));
		int before = server.snapshots().size();
		server.template().runCode("print(6 * 7)");
		assertThat(server.snapshots()).hasSize(before);
	}

	private static void awaitAnswers(String id) {
		MonitoredServer.await()
			.until(() -> server.snapshots(id).stream().allMatch((request) -> request.status() != null));
	}

	private static long threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("hopx-monitor"))
			.count();
	}

	private static void awaitCalls(String id, String... calls) {
		String[] expected = new String[calls.length];
		for (int i = 0; i < calls.length; i++) {
			expected[i] = id + " " + calls[i];
		}
		MonitoredServer.await().untilAsserted(() -> assertThat(server.heard().calls(id)).containsExactly(expected));
	}

	/**
	 * Tells when it is asked.
	 */
	private static final class WatchingClock extends Clock {

		private final Clock clock = Clock.systemUTC();

		private final Runnable asked;

		WatchingClock(Runnable asked) {
			this.asked = asked;
		}

		@Override
		public Instant instant() {
			this.asked.run();
			return this.clock.instant();
		}

		@Override
		public ZoneId getZone() {
			return this.clock.getZone();
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this.clock.withZone(zone);
		}

	}

}

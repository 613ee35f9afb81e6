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

package ai.hopx.spring.boot.test.junit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Sandbox;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.ledger.SandboxEntry;
import ai.hopx.embedded.runtime.Isolation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long servers run and what becomes of sandboxes, shown by running test classes.
 */
@ExtendWith(OutputCaptureExtension.class)
class EmbeddedHopxExtensionLifecycleTests {

	private static final List<EmbeddedHopx> servers = new CopyOnWriteArrayList<>();

	private static final Map<String, String> sandboxes = new ConcurrentHashMap<>();

	private static final CompletableFuture<Void> firstHasEnded = new CompletableFuture<>();

	@BeforeEach
	void forget() {
		servers.clear();
		sandboxes.clear();
	}

	@Test
	void aClassHasOneServerThatStopsWithIt() {
		run(OneServerAClass.class);
		assertThat(servers).hasSize(2).allMatch((server) -> server == servers.get(0));
		assertThat(servers.get(0).isRunning()).isFalse();
	}

	@Test
	void anInstanceFieldGivesEachTestAServer() {
		run(OneServerATest.class);
		assertThat(servers).hasSize(2).doesNotHaveDuplicates().noneMatch(EmbeddedHopx::isRunning);
	}

	@Test
	void classesOfABaseClassShareItsServerWhileTheyRun() {
		run(FirstOfBase.class, SecondOfBase.class);
		assertThat(servers).hasSize(2).allMatch((server) -> server == servers.get(0));
		assertThat(servers.get(0).isRunning()).isFalse();
	}

	@Test
	void settingsReachTheServer() {
		run(NotIsolated.class);
	}

	@Test
	void sandboxesThatATestLeavesAreEndedAndNamed(CapturedOutput output) {
		run(LeavesASandbox.class);
		assertThat(output.toString().lines().filter((line) -> line.contains("left running"))).singleElement()
			.asString()
			.contains("'leavesASandbox(", sandboxes.get("left"))
			.doesNotContain(sandboxes.get("of class"));
	}

	@Test
	void sandboxesOfTestsThatRunInParallelAreLeftAlone() {
		run(RunsInParallel.class);
	}

	private static void run(Class<?>... testClasses) {
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(List.of(testClasses).stream().map(DiscoverySelectors::selectClass).toList())
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
			.build();
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherFactory.create().execute(request, listener, new TestExecutionListener() {

			@Override
			public void executionFinished(TestIdentifier test, TestExecutionResult result) {
				if (test.getDisplayName().startsWith("endsFirst")) {
					firstHasEnded.complete(null);
				}
			}

		});
		assertThat(listener.getSummary().getFailures()).extracting((failure) -> failure.getException()).isEmpty();
		assertThat(listener.getSummary().getTestsSucceededCount()).isPositive();
	}

	@ExtendWith(EmbeddedHopxExtension.class)
	@TestInstance(TestInstance.Lifecycle.PER_CLASS)
	static class OneServerAClass {

		OneServerAClass(EmbeddedHopx server) {
			assertThat(server.isRunning()).isTrue();
		}

		@Test
		void one(EmbeddedHopx server) {
			servers.add(server);
		}

		@Test
		void two(EmbeddedHopx server) {
			servers.add(server);
		}

	}

	static class OneServerATest {

		@RegisterExtension
		final EmbeddedHopxExtension hopx = new EmbeddedHopxExtension();

		@Test
		void one() {
			assertThat(this.hopx.server().isRunning()).isTrue();
			servers.add(this.hopx.server());
		}

		@Test
		void two(EmbeddedHopx server) {
			assertThat(server).isSameAs(this.hopx.server());
			servers.add(server);
		}

	}

	abstract static class Base {

		private static final CyclicBarrier together = new CyclicBarrier(2);

		@RegisterExtension
		static final EmbeddedHopxExtension hopx = new EmbeddedHopxExtension();

		@Test
		void runsCodeWhileTheOtherDoes(HopxTemplate template) throws Exception {
			servers.add(hopx.server());
			together.await(30, TimeUnit.SECONDS);
			assertThat(template.runCode("print(6*7)").stdout()).isEqualTo("42\n");
		}

	}

	@Execution(ExecutionMode.CONCURRENT)
	static class FirstOfBase extends Base {

	}

	@Execution(ExecutionMode.CONCURRENT)
	static class SecondOfBase extends Base {

	}

	static class NotIsolated {

		@RegisterExtension
		static final EmbeddedHopxExtension hopx = new EmbeddedHopxExtension(
				EmbeddedHopxSettings.builder().isolation(Isolation.PLAIN).build());

		@Test
		void isPlain() {
			assertThat(hopx.server().isolation().mode()).hasToString("PLAIN");
		}

	}

	@ExtendWith(EmbeddedHopxExtension.class)
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	static class LeavesASandbox {

		private Sandbox sandbox;

		@BeforeAll
		static void holdOne(HopxTemplate hopx) {
			sandboxes.put("of class", hopx.create().id());
		}

		@Test
		@Order(1)
		void leavesASandbox(HopxTemplate hopx) {
			this.sandbox = hopx.create();
			sandboxes.put("left", this.sandbox.id());
		}

		@Test
		@Order(2)
		void findsThatOfTheClassOnly(EmbeddedHopx server) {
			assertThat(server.ledger().alive()).extracting(SandboxEntry::id).containsExactly(sandboxes.get("of class"));
		}

		@AfterEach
		void sandboxIsStillThere(EmbeddedHopx server) {
			if (this.sandbox != null) {
				assertThat(server.ledger().alive()).extracting(SandboxEntry::id).contains(this.sandbox.id());
			}
		}

	}

	@ExtendWith(EmbeddedHopxExtension.class)
	@Execution(ExecutionMode.CONCURRENT)
	static class RunsInParallel {

		private static final CyclicBarrier together = new CyclicBarrier(2);

		@Test
		void endsFirst(HopxTemplate hopx) throws Exception {
			hopx.create();
			together.await(30, TimeUnit.SECONDS);
		}

		@Test
		void endsLast(HopxTemplate hopx, EmbeddedHopx server) throws Exception {
			try (Sandbox sandbox = hopx.create()) {
				together.await(30, TimeUnit.SECONDS);
				firstHasEnded.get(30, TimeUnit.SECONDS);
				assertThat(sandbox.runCode("print(6*7)").stdout()).isEqualTo("42\n");
				assertThat(server.ledger().alive()).hasSize(2);
			}
		}

	}

}

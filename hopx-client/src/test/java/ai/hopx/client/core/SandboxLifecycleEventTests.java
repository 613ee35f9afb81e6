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
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

import ai.hopx.client.HopxNotFoundException;
import ai.hopx.client.HopxServerException;
import ai.hopx.client.core.SandboxLifecycleEvent.Type;
import ai.hopx.client.model.SandboxState;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.LogLines;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * What a listener hears of the lives of sandboxes.
 */
class SandboxLifecycleEventTests {

	@RegisterExtension
	static final EmbeddedServer server = new EmbeddedServer();

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private final Queue<SandboxLifecycleEvent> events = new ConcurrentLinkedQueue<>();

	private final HopxTemplate hopx = server.blocking(this.events::add);

	@Test
	void hearsOfAWholeLife() {
		String id;
		try (Sandbox sandbox = this.hopx.create(SandboxSpec.template("base"))) {
			id = sandbox.id();
			sandbox.pause();
			sandbox.resume();
			sandbox.stop();
			sandbox.start();
			sandbox.kill();
		}
		assertThat(this.events).allSatisfy((event) -> {
			assertThat(event.sandboxId()).isEqualTo(id);
			assertThat(event.occurredAt()).isNotNull();
		});
		assertThat(changes()).containsExactly("CREATED null->running", "PAUSED running->paused",
				"RUNNING paused->running", "STOPPED running->stopped", "RUNNING stopped->running",
				"KILLED running->deleted");
	}

	@Test
	void hearsOfSandboxesOfOneCall() {
		this.hopx.runCode("print(6*7)");
		assertThat(changes()).containsExactly("CREATED null->running", "KILLED running->deleted");
	}

	@Test
	void aHandleFindsOutWhatOthersDid() {
		HopxTemplate other = server.blocking();
		Sandbox sandbox = this.hopx.create(SandboxSpec.template("base"));
		other.sandboxes().pause(sandbox.id());
		assertThat(sandbox.status()).isEqualTo(SandboxState.PAUSED);
		assertThat(sandbox.status()).isEqualTo(SandboxState.PAUSED);
		other.sandboxes().resume(sandbox.id());
		sandbox.awaitState(SandboxState.RUNNING, EmbeddedServer.LIMIT);
		other.sandboxes().delete(sandbox.id());
		assertThatExceptionOfType(HopxNotFoundException.class).isThrownBy(sandbox::info);
		sandbox.kill();
		assertThat(changes()).containsExactly("CREATED null->running", "PAUSED running->paused",
				"RUNNING paused->running", "KILLED running->deleted");
	}

	@Test
	void tellsTheEndOfTheTimeFromAKill() {
		Sandbox sandbox = this.hopx.create(SandboxSpec.template("base").timeout(Duration.ofSeconds(1)));
		sandbox.info();
		sandbox.awaitState(SandboxState.DELETED, EmbeddedServer.LIMIT);
		sandbox.kill();
		assertThat(changes()).containsExactly("CREATED null->running", "EXPIRED running->deleted");
	}

	@Test
	void aConnectionIsNoEvent() {
		try (Sandbox sandbox = server.blocking().create(SandboxSpec.template("base"))) {
			Sandbox connected = this.hopx.connect(sandbox.id());
			assertThat(this.events).isEmpty();
			connected.pause();
			assertThat(changes()).containsExactly("PAUSED running->paused");
		}
	}

	@Test
	void doesNotKnowWhatASandboxWasThatIsChangedByItsId() {
		Sandbox sandbox = server.blocking().create(SandboxSpec.template("base"));
		this.hopx.sandboxes().pause(sandbox.id());
		this.hopx.sandboxes().get(sandbox.id());
		this.hopx.sandboxes().resume(sandbox.id());
		this.hopx.sandboxes().stop(sandbox.id());
		this.hopx.sandboxes().start(sandbox.id());
		this.hopx.sandboxes().delete(sandbox.id());
		assertThat(changes()).containsExactly("PAUSED null->paused", "RUNNING null->running", "STOPPED null->stopped",
				"RUNNING null->running", "KILLED null->deleted");
	}

	@Test
	void tellsTheOrderFromTheStart() {
		Wire.answer(wire.control(), "POST /v1/sandboxes", Wire.created(wire, "creating"));
		inTurn("creating", "running");
		onWire().create();
		assertThat(changes()).containsExactly("CREATED null->creating", "RUNNING creating->running");
	}

	@Test
	void aSandboxThatDoesNotStartIsKilled() {
		Wire.answer(wire.control(), "POST /v1/sandboxes", Wire.created(wire, "creating"));
		inTurn("creating", "error");
		Wire.answer(wire.control(), "DELETE /v1/sandboxes/" + Wire.ID, "{}");
		assertThatExceptionOfType(HopxServerException.class).isThrownBy(() -> onWire().create());
		assertThat(changes()).containsExactly("CREATED null->creating", "KILLED error->deleted");
	}

	@Test
	void aSandboxThatComesTooLateIsKilled() {
		Wire.answer(wire.control(), "POST /v1/sandboxes", okJson(Wire.created(wire, "running")).withFixedDelay(500));
		Wire.answer(wire.control(), "DELETE /v1/sandboxes/" + Wire.ID, "{}");
		onWire().reactive().create().subscribe().dispose();
		await().atMost(EmbeddedServer.LIMIT)
			.untilAsserted(
					() -> assertThat(changes()).containsExactly("CREATED null->running", "KILLED running->deleted"));
	}

	@Test
	void aKillThatFailsIsNone() {
		Wire.answer(wire.control(), "POST /v1/sandboxes", Wire.created(wire, "running"));
		Sandbox sandbox = onWire().create();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(sandbox::kill);
		Wire.answer(wire.control(), "DELETE /v1/sandboxes/" + Wire.ID, "{}");
		assertThat(this.events).extracting(SandboxLifecycleEvent::type).containsExactly(Type.CREATED);
		sandbox.kill();
		assertThat(this.events).extracting(SandboxLifecycleEvent::type).containsExactly(Type.CREATED, Type.KILLED);
	}

	@Test
	void aListenerMayBlockAndCallBack() {
		HopxTemplate inner = server.blocking();
		Queue<SandboxState> states = new ConcurrentLinkedQueue<>();
		HopxTemplate outer = server.blocking((event) -> {
			if (event.type() == Type.CREATED) {
				states.add(inner.sandboxes().get(event.sandboxId()).status());
			}
		});
		outer.create(SandboxSpec.template("base")).close();
		assertThat(states).containsExactly(SandboxState.RUNNING);
	}

	@Test
	void aListenerThatFailsIsLogged() {
		HopxTemplate failing = server.blocking((event) -> {
			throw new IllegalStateException("no audit today");
		});
		try (LogLines log = LogLines.of(LifecycleEvents.class.getName())) {
			assertThat(failing.runCode("print(6*7)").stdout()).isEqualTo("42\n");
			assertThat(log.warnings()).hasSize(2).allMatch((line) -> line.startsWith("A listener failed with Sandbox"));
			assertThat(log.all()).allMatch((line) -> line.contains("no audit today"));
		}
	}

	private List<String> changes() {
		return this.events.stream()
			.map((event) -> event.type() + " " + event.oldState() + "->" + event.newState())
			.toList();
	}

	private Templates onWire() {
		return new Templates(new ReactiveHopxTemplate(wire.client().build(), SandboxDefaults.standard(), Stream::empty,
				this.events::add, SandboxTracker.none()));
	}

	private static void inTurn(String... states) {
		String state = Scenario.STARTED;
		for (int i = 0; i < states.length; i++) {
			String next = (i + 1 < states.length) ? "state " + i : state;
			wire.control()
				.stubFor(get(urlEqualTo("/v1/sandboxes/" + Wire.ID)).inScenario("life")
					.whenScenarioStateIs(state)
					.willReturn(okJson(Wire.created(wire, states[i])))
					.willSetStateTo(next));
			state = next;
		}
	}

	/**
	 * Both faces of one template.
	 */
	private record Templates(ReactiveHopxTemplate reactive) {

		Sandbox create() {
			return new HopxTemplate(this.reactive).create();
		}

	}

}

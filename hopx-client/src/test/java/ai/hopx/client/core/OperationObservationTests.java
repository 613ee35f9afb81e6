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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import ai.hopx.client.OperationObserver;
import ai.hopx.client.SentOnce;
import ai.hopx.client.observation.DefaultHopxObservationConvention;
import ai.hopx.client.observation.HopxObservationContext;
import ai.hopx.client.testsupport.HopxWire;
import ai.hopx.client.testsupport.LeaksAndDroppedErrors;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import io.micrometer.observation.tck.TestObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBufferUtils;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What users ask for is one observation each, whatever it takes.
 */
@ExtendWith(LeaksAndDroppedErrors.class)
class OperationObservationTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@RegisterExtension
	static final HopxWire wire = new HopxWire();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final Log log = new Log();

	private ReactiveHopxTemplate reactive;

	private HopxTemplate hopx;

	@BeforeEach
	void observe() {
		this.registry.observationConfig().observationHandler(this.log);
		this.reactive = new ReactiveHopxTemplate(wire.client().observationRegistry(this.registry).build(),
				SandboxDefaults.standard(), Stream::empty, SandboxLifecycleListener.none(), SandboxTracker.none());
		this.hopx = new HopxTemplate(this.reactive);
		Wire.answer(wire.control(), Wire.created(wire, "running"));
		Wire.answer(wire.control(), "DELETE /v1/sandboxes/" + Wire.ID, aResponse().withStatus(204));
		Wire.answer(wire.agent(), okJson("{\"success\":true,\"exit_code\":0,\"exists\":true,\"env_vars\":{}}")
			.withHeader("X-Request-ID", "req-7"));
	}

	@Test
	void aRunIsOneOperationWithItsRequestsBelow() {
		this.hopx.runCode("print(6*7)");
		assertThat(this.log.tree()).containsExactly("run-code", "run-code > POST /v1/sandboxes",
				"run-code > POST /execute", "run-code > DELETE /v1/sandboxes/{id}");
		HopxObservationContext run = this.log.operation("run-code");
		assertThat(run.getName()).isEqualTo("hopx.client.operation");
		assertThat(run.getContextualName()).isEqualTo("hopx run-code");
		assertThat(run.getLowCardinalityKeyValues()).containsExactlyInAnyOrder(KeyValue.of("operation", "run-code"),
				KeyValue.of("template", "code-interpreter"), KeyValue.of("outcome", "success"));
		assertThat(run.getHighCardinalityKeyValues()).contains(KeyValue.of("hopx.sandbox.id", Wire.ID));
	}

	@Test
	void whatACallbackDoesIsObservedBelowIt() {
		this.hopx.execute((sandbox) -> sandbox.files().exists("/workspace/a") ? sandbox.runCode("1").exitCode() : null);
		String expected = "execute > file-exists > GET /files/exists";
		assertThat(this.log.tree()).contains("execute", "execute > POST /v1/sandboxes", "execute > file-exists",
				expected, "execute > run-code", "execute > run-code > POST /execute",
				"execute > DELETE /v1/sandboxes/{id}");
		this.log.clear();
		this.reactive.execute((sandbox) -> sandbox.files().exists("/workspace/a")).block(LIMIT);
		assertThat(this.log.tree()).containsExactly("execute", "execute > POST /v1/sandboxes", "execute > file-exists",
				expected, "execute > DELETE /v1/sandboxes/{id}");
	}

	@Test
	void isPartOfWhatIsObservedAroundIt() {
		Observation request = Observation.start("request", this.registry);
		request.scoped(() -> this.hopx.runCode("1"));
		request.stop();
		assertThat(this.log.tree()).contains("request > run-code > POST /execute");
	}

	@Test
	void anIdIsNoTagOfAMeter() {
		try (Sandbox sandbox = this.hopx.create()) {
			sandbox.env().get("A");
		}
		assertThat(this.log.tree()).contains("create", "get-environment", "kill-sandbox");
		assertThat(this.log.contexts.stream()
			.flatMap((context) -> context.getLowCardinalityKeyValues().stream())
			.map(KeyValue::getValue)).noneMatch((value) -> value.contains(Wire.ID) || value.contains("req-7"));
		assertThat(this.log.operation("get-environment").getHighCardinalityKeyValues())
			.contains(KeyValue.of("hopx.request.id", "req-7"), KeyValue.of("hopx.sandbox.id", Wire.ID));
		assertThat(this.log.operation("create").getHighCardinalityKeyValues())
			.contains(KeyValue.of("hopx.sandbox.id", Wire.ID));
	}

	@Test
	void aProgramThatFailsIsNoErrorOfHopx() {
		Wire.answer(wire.agent(), "{\"success\":false,\"exit_code\":3}");
		this.hopx.runCode("exit(3)");
		assertThat(outcome("run-code")).isEqualTo("failure");
		this.hopx.execute((sandbox) -> sandbox.commands().run("exit 3").exitCode());
		assertThat(outcome("run-command")).isEqualTo("failure");
		this.hopx.execute((sandbox) -> sandbox.ipython().run("1/0").exitCode());
		assertThat(outcome("run-ipython")).isEqualTo("failure");
		assertThat(this.log.operation("run-code").getError()).isNull();
	}

	@Test
	void tellsARefusalFromATimeoutAndAnError() {
		Wire.answer(wire.control(), aResponse().withStatus(401).withHeader("X-Request-ID", "req-8"));
		catchThrowable(() -> this.hopx.runCode("1"));
		assertThat(outcome("run-code")).isEqualTo("rejected");
		assertThat(this.log.operation("run-code").getHighCardinalityKeyValues())
			.contains(KeyValue.of("hopx.request.id", "req-8"));
		Wire.answer(wire.control(), aResponse().withStatus(408));
		catchThrowable(() -> this.hopx.sandboxes().get(Wire.ID));
		assertThat(outcome("get-sandbox")).isEqualTo("timeout");
		try (Sandbox sandbox = sandboxWhoseRunsTimeOut()) {
			assertThat(sandbox.commands().run("sleep 9").timedOut()).isTrue();
			assertThat(outcome("run-command")).isEqualTo("failure");
		}
		Wire.answer(wire.control(), aResponse().withStatus(418));
		catchThrowable(() -> this.hopx.sandboxes().start(Wire.ID));
		assertThat(outcome("start-sandbox")).isEqualTo("error");
		Wire.answer(wire.control(), Wire.created(wire, "running"));
		assertThatIllegalStateException()
			.isThrownBy(() -> this.reactive.execute((sandbox) -> Mono.error(new IllegalStateException())).block(LIMIT));
		assertThat(outcome("execute")).isEqualTo("error");
	}

	@Test
	void aCallerThatLeavesIsNoError() {
		Wire.answer(wire.agent(), okJson("{}").withFixedDelay(2000));
		Disposable caller = Wire.sandbox(wire, this.reactive).runCode("1").subscribe();
		caller.dispose();
		assertThat(outcome("run-code")).isEqualTo("cancelled");
	}

	@Test
	void aStreamIsOneOperationToItsEnd() {
		List<?> pieces = Wire.sandbox(wire, this.reactive)
			.files()
			.download("/workspace/a")
			.map(DataBufferUtils::release)
			.collectList()
			.block(LIMIT);
		assertThat(pieces).isNotEmpty();
		assertThat(outcome("download-file")).isEqualTo("success");
	}

	@Test
	void aListIsAnOperationOnBothFaces() {
		Wire.answer(wire.control(), "{\"data\":[]}");
		assertThat(this.hopx.sandboxes().list()).isEmpty();
		this.reactive.sandboxes().list().blockLast(LIMIT);
		assertThat(this.hopx.templates().list()).isEmpty();
		assertThat(this.log.tree()).containsExactly("list-sandboxes", "list-sandboxes > GET /v1/sandboxes",
				"list-sandboxes", "list-sandboxes > GET /v1/sandboxes", "list-templates",
				"list-templates > GET /v1/templates");
	}

	@Test
	void whatNobodyAskedForIsNoOperation() {
		SentOnce.of(this.reactive.health()).block(LIMIT);
		OperationObserver.part(this.reactive.sandboxes().get(Wire.ID)).block(LIMIT);
		assertThat(this.log.tree()).containsExactly("GET /health", "GET /v1/sandboxes/{id}");
	}

	@Test
	void takesAnotherConvention() {
		HopxTemplate other = new HopxTemplate(new ReactiveHopxTemplate(wire.client()
			.observationRegistry(this.registry)
			.observationConvention(new DefaultHopxObservationConvention() {

				@Override
				public KeyValues getLowCardinalityKeyValues(HopxObservationContext context) {
					return super.getLowCardinalityKeyValues(context).and("tenant", "a");
				}

			})
			.build(), SandboxDefaults.standard(), Stream::empty, SandboxLifecycleListener.none(),
				SandboxTracker.none()));
		other.runCode("1");
		assertThat(this.log.operation("run-code").getLowCardinalityKeyValues()).contains(KeyValue.of("tenant", "a"));
	}

	private Sandbox sandboxWhoseRunsTimeOut() {
		Wire.answer(wire.control(), Wire.created(wire, "running"));
		Sandbox sandbox = this.hopx.create();
		Wire.answer(wire.agent(),
				aResponse().withStatus(408).withBody("{\"error\":\"late\",\"code\":\"EXECUTION_TIMEOUT\"}"));
		return sandbox;
	}

	private String outcome(String operation) {
		return this.log.operation(operation).getLowCardinalityKeyValue("outcome").getValue();
	}

	/**
	 * Writes down what begins, below what.
	 */
	private static final class Log implements ObservationHandler<Observation.Context> {

		private final List<Observation.Context> contexts = new CopyOnWriteArrayList<>();

		@Override
		public void onStart(Observation.Context context) {
			this.contexts.add(context);
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

		List<String> tree() {
			return this.contexts.stream().map(Log::path).toList();
		}

		void clear() {
			this.contexts.clear();
		}

		HopxObservationContext operation(String name) {
			return this.contexts.stream()
				.filter(HopxObservationContext.class::isInstance)
				.map(HopxObservationContext.class::cast)
				.filter((context) -> context.getOperation().equals(name))
				.reduce((first, last) -> last)
				.orElseThrow();
		}

		private static String path(Observation.ContextView context) {
			ObservationView parent = context.getParentObservation();
			return ((parent != null) ? path(parent.getContextView()) + " > " : "") + name(context);
		}

		private static String name(Observation.ContextView context) {
			if (context instanceof HopxObservationContext operation) {
				return operation.getOperation();
			}
			KeyValue uri = context.getLowCardinalityKeyValue("uri");
			return (uri != null) ? context.getLowCardinalityKeyValue("method").getValue() + " " + uri.getValue()
					: String.valueOf(context.getName());
		}

	}

}

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

package ai.hopx.spring.boot.actuate.metrics;

import java.util.stream.IntStream;

import ai.hopx.client.observation.HopxObservationDocumentation;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The meters that operations leave behind.
 */
class OperationMeterFilterTests {

	private static final String NAME = HopxObservationDocumentation.OPERATION.getName();

	private final MeterRegistry meters = new SimpleMeterRegistry();

	private final ObservationRegistry observations = ObservationRegistry.create();

	@BeforeEach
	void measure() {
		this.meters.config().meterFilter(new OperationMeterFilter());
		this.observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(this.meters));
	}

	@Test
	void templatesBeyondAHundredShareOneName() {
		IntStream.range(0, 150).forEach((i) -> observe(NAME, "template", "t" + i));
		assertThat(this.meters.get(NAME).timers()).hasSize(101);
		assertThat(this.meters.get(NAME).tag("template", "other").timer().count()).isEqualTo(50);
		assertThat(this.meters.get(NAME).tag("template", "t99").timer().count()).isEqualTo(1);
	}

	@Test
	void whatIsUnderWayHasNoTimer() {
		Observation operation = Observation.start(NAME, this.observations);
		Observation other = Observation.start("other", this.observations);
		assertThat(this.meters.find(NAME + ".active").meters()).isEmpty();
		assertThat(this.meters.find("other.active").meters()).hasSize(1);
		operation.stop();
		other.stop();
	}

	@Test
	void whatIsNotOfHopxStaysAsItIs() {
		IntStream.range(0, 150).forEach((i) -> observe("other", "template", "t" + i));
		observe(NAME, "tenant", "a");
		assertThat(this.meters.get("other").timers()).hasSize(150);
		assertThat(this.meters.get(NAME).tag("tenant", "a").timer().getId().getTag("template")).isNull();
	}

	private void observe(String name, String key, String value) {
		Observation.createNotStarted(name, this.observations)
			.lowCardinalityKeyValue(KeyValue.of(key, value))
			.observe(() -> {
			});
	}

}

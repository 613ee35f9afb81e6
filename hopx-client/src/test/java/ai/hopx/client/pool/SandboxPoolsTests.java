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

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxSpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which pool serves whom. Nothing is sent: these pools are not started.
 */
class SandboxPoolsTests {

	private static final HopxClient client = HopxClient.builder()
		.apiKey(() -> "hopx_live_test.test")
		.baseUrl(URI.create("http://127.0.0.1:1"))
		.build();

	private static final SandboxSpec SPEC = SandboxSpec.template("python").region("eu");

	@AfterAll
	static void close() {
		client.close();
	}

	@Test
	void servesItsTemplateAndRegion() {
		ReactiveSandboxPool pool = pool("a", (settings) -> settings.region("eu"));
		assertThat(pool.serves(SPEC)).isTrue();
		assertThat(pool.serves(SPEC.env("A", "1"))).isTrue();
		assertThat(pool.serves(SandboxSpec.template("java").region("eu"))).isFalse();
		assertThat(pool.serves(SandboxSpec.template("python").region("us"))).isFalse();
		assertThat(pool.serves(SandboxSpec.template("python"))).isFalse();
	}

	@Test
	void servesNobodyWhoWantsSomethingElse() {
		ReactiveSandboxPool pool = pool("a", (settings) -> settings.region("eu").internetAccess(true));
		assertThat(pool.serves(SPEC)).isTrue();
		assertThat(pool.serves(SPEC.timeout(Duration.ofMinutes(1)))).isFalse();
		assertThat(pool.serves(SPEC.withoutTimeout())).isFalse();
		assertThat(pool.serves(SPEC.internetAccess(true))).isFalse();
		assertThat(pool.serves(SPEC.resources(1, 512, 1))).isFalse();
	}

	@Test
	void takesItsRegionFromTheDefaults() {
		assertThat(pool("a", "eu", null, (settings) -> settings).serves(SPEC)).isTrue();
	}

	@Test
	void servesNobodyWhoseDefaultOnInternetAccessItContradicts() {
		assertThat(pool("a", "eu", false, (settings) -> settings.internetAccess(true)).serves(SPEC)).isFalse();
		assertThat(pool("a", "eu", true, (settings) -> settings.internetAccess(true)).serves(SPEC)).isTrue();
		assertThat(pool("a", "eu", false, (settings) -> settings).serves(SPEC)).isTrue();
	}

	@Test
	void theDefaultComesFirstThenTheFirstByName() {
		ReactiveSandboxPool a = pool("a", (settings) -> settings);
		ReactiveSandboxPool b = pool("b", (settings) -> settings);
		ReactiveSandboxPool byDefault = pool("default", (settings) -> settings);
		SandboxSpec spec = SandboxSpec.template("python");
		assertThat(new SandboxPools(List.of(b, byDefault, a)).serving(spec)).contains(byDefault);
		assertThat(new SandboxPools(List.of(b, a)).serving(spec)).contains(a);
		assertThat(new SandboxPools(List.of(b, a)).serving(SandboxSpec.template("java"))).isEmpty();
	}

	@Test
	void unknownNamesAreToldWhatThereIs() {
		SandboxPools pools = new SandboxPools(List.of(pool("a", (settings) -> settings)));
		assertThat(pools).hasToString("SandboxPools[a]");
		assertThat(pools.names()).containsExactly("a");
		assertThat(pools.get("a").settings().name()).isEqualTo("a");
		assertThatIllegalArgumentException().isThrownBy(() -> pools.get("b"))
			.withMessage("There is no pool 'b' but only [a]: set 'hopx.pools.b.template'");
	}

	@Test
	void namesAreOnesOwn() {
		ReactiveSandboxPool pool = pool("a", (settings) -> settings);
		assertThatIllegalArgumentException().isThrownBy(() -> new SandboxPools(List.of(pool, pool)))
			.withMessageContaining("two pools named 'a'");
	}

	private static ReactiveSandboxPool pool(String name, UnaryOperator<PoolSettingsBuilder> settings) {
		return pool(name, null, null, settings);
	}

	private static ReactiveSandboxPool pool(String name, String region, Boolean internetAccess,
			UnaryOperator<PoolSettingsBuilder> settings) {
		SandboxDefaults standard = SandboxDefaults.standard();
		return ReactiveSandboxPool.builder(client, settings.apply(PoolSettings.builder(name, "python")).build())
			.defaults(new SandboxDefaults("code-interpreter", region, standard.timeout(), standard.readyTimeout(),
					internetAccess, Map.of(), standard.runTimeout()))
			.build();
	}

}

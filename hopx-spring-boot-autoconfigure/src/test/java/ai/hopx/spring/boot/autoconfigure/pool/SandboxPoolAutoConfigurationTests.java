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

package ai.hopx.spring.boot.autoconfigure.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import ai.hopx.client.core.Acquisition.Source;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.SandboxLifecycleEvent;
import ai.hopx.client.core.SandboxSpec;
import ai.hopx.client.pool.PoolStatus;
import ai.hopx.client.pool.PoolStatus.Phase;
import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.pool.SandboxPools;
import ai.hopx.client.pool.SandboxPreparer;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.spring.boot.autoconfigure.HopxAutoConfiguration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * Which pools {@link SandboxPoolAutoConfiguration} makes, when they start and stop, and
 * what it refuses.
 */
class SandboxPoolAutoConfigurationTests {

	private static EmbeddedHopx hopx;

	private final ApplicationContextRunner withoutPools = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(HopxAutoConfiguration.class, SandboxPoolAutoConfiguration.class,
				LifecycleAutoConfiguration.class))
		.withPropertyValues("hopx.api-key=" + hopx.apiKey(), "hopx.base-url=" + hopx.baseUrl());

	private final ApplicationContextRunner contextRunner = this.withoutPools.withPropertyValues(
			"hopx.pools.python.template=code-interpreter", "hopx.pools.python.min-idle=2",
			"hopx.pools.python.drain-timeout=1s");

	@BeforeAll
	static void startServer() {
		hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
	}

	@AfterAll
	static void stopServer() {
		hopx.close();
	}

	@Test
	void fillsAPoolAtStartupAndLeavesNothingBehind() {
		this.contextRunner.run((context) -> {
			SandboxPool pool = context.getBean("pythonSandboxPool", SandboxPool.class);
			pool.awaitWarm();
			PoolStatus status = pool.status();
			assertThat(status.pool()).isEqualTo("python");
			assertThat(status.idle()).isEqualTo(2);
			assertThat(hopx.ledger().alive()).hasSize(2);
		});
		assertThat(hopx.ledger().alive()).isEmpty();
	}

	@Test
	void templatesTakeFromTheMatchingPool() {
		this.contextRunner.run((context) -> {
			context.getBean(SandboxPool.class).awaitWarm();
			HopxTemplate hopx = context.getBean(HopxTemplate.class);
			assertThat(hopx.<Source>execute((sandbox) -> sandbox.acquisition().source())).isEqualTo(Source.WARM);
			assertThat(hopx.<Source>execute(SandboxSpec.template("code-interpreter").env("A", "1"), (sandbox) -> {
				assertThat(sandbox.runCode("import os; print(os.environ['A'])").stdout()).isEqualTo("1\n");
				return sandbox.acquisition().source();
			})).isEqualTo(Source.WARM);
			assertThat(hopx.<Source>execute(SandboxSpec.defaults().internetAccess(true),
					(sandbox) -> sandbox.acquisition().source()))
				.isEqualTo(Source.CREATED);
			assertThat(hopx.<Source>execute(SandboxSpec.template("base"), (sandbox) -> sandbox.acquisition().source()))
				.isEqualTo(Source.CREATED);
		});
	}

	@Test
	void eachPoolIsABeanOfItsName() {
		this.contextRunner
			.withPropertyValues("hopx.pools.default.auto-startup=false", "hopx.pools.python.auto-startup=false")
			.withUserConfiguration(Injected.class)
			.run((context) -> {
				Injected injected = context.getBean(Injected.class);
				SandboxPools pools = context.getBean(SandboxPools.class);
				assertThat(pools.names()).containsExactlyInAnyOrder("default", "python");
				assertThat(injected.primary).isSameAs(pools.get("default"));
				assertThat(injected.python).isSameAs(pools.get("python"));
				assertThat(injected.reactive).isSameAs(pools.reactive("python"));
				assertThat(context.getBean("defaultReactiveSandboxPool")).isSameAs(pools.reactive("default"));
			});
	}

	@Test
	void settingsReachThePool() {
		this.withoutPools
			.withPropertyValues("hopx.region=eu", "hopx.pools.a.auto-startup=false", "hopx.pools.a.max-size=7",
					"hopx.pools.a.on-empty=fail", "hopx.pools.a.acquire-timeout=3s", "hopx.pools.a.lease=40s",
					"hopx.pools.a.validate=always", "hopx.pools.a.warm-up.commands=true,false",
					"hopx.pools.a.warm-up.code=print(1)", "hopx.pools.a.max-creates-per-minute=5",
					"hopx.pools.a.leak-detection-threshold=1m", "hopx.pools.a.internet-access=false")
			.run((context) -> assertThat(context.getBean(SandboxPool.class).settings()).satisfies((settings) -> {
				assertThat(settings.template()).isEqualTo("code-interpreter");
				assertThat(settings.maxSize()).isEqualTo(7);
				assertThat(settings.onEmpty()).hasToString("FAIL");
				assertThat(settings.acquireTimeout()).hasSeconds(3);
				assertThat(settings.renewInterval()).hasSeconds(20);
				assertThat(settings.minRemainingTtl()).hasSeconds(10);
				assertThat(settings.validation()).hasToString("ALWAYS");
				assertThat(settings.warmUpCommands()).containsExactly("true", "false");
				assertThat(settings.warmUpCode()).isEqualTo("print(1)");
				assertThat(settings.maxCreatesPerMinute()).isEqualTo(5);
				assertThat(settings.leakDetectionThreshold()).hasMinutes(1);
				assertThat(settings.internetAccess()).isFalse();
			}));
	}

	@Test
	void withoutAutoStartupThePoolFillsAtItsFirstUse() {
		this.contextRunner.withPropertyValues("hopx.pools.python.auto-startup=false").run((context) -> {
			SandboxPool pool = context.getBean(SandboxPool.class);
			assertThat(pool.status().phase()).isEqualTo(Phase.NEW);
			pool.acquire().close();
			assertThat(pool.status().phase()).isEqualTo(Phase.RUNNING);
		});
	}

	@Test
	void preparersAndCustomizersAreAsked() {
		this.contextRunner.withUserConfiguration(Preparing.class).run((context) -> {
			String text = context.getBean(SandboxPool.class)
				.execute((sandbox) -> sandbox.files().readText("/workspace/prepared"));
			assertThat(text).isEqualTo("for python");
			assertThat(context.getBean(Preparing.class).customized).containsExactly("python");
		});
	}

	@Test
	void publishesWhatHappensToItsSandboxes() {
		this.contextRunner.withUserConfiguration(Listening.class).run((context) -> {
			context.getBean(SandboxPool.class).awaitWarm();
			assertThat(context.getBean(Listening.class).events).extracting(SandboxLifecycleEvent::type)
				.contains(SandboxLifecycleEvent.Type.CREATED);
		});
	}

	@Test
	void hasNoPoolWithoutAKeyThatNamesOne() {
		this.withoutPools.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(SandboxPools.class)
			.doesNotHaveBean(SandboxPool.class)
			.doesNotHaveBean(SandboxPoolsLifecycle.class));
	}

	@Test
	void hasNoPoolWhenHopxIsDisabled() {
		this.contextRunner.withPropertyValues("hopx.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(SandboxPool.class));
	}

	@Test
	void hasNoPoolWithoutTheClass() {
		this.contextRunner.withClassLoader(new FilteredClassLoader(SandboxPools.class))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("pythonSandboxPool"));
	}

	@Test
	void stepsBackForOtherPools() {
		this.contextRunner.withBean("others", SandboxPools.class, () -> new SandboxPools(List.of()))
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(SandboxPools.class)
				.doesNotHaveBean(SandboxPool.class)
				.hasSingleBean(SandboxPoolsLifecycle.class));
	}

	@Test
	void stopsAfterWebServers() {
		assertThat(SandboxPoolsLifecycle.PHASE)
			.isEqualTo(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1024);
	}

	@Test
	void canBeStoppedAndStartedAgain() {
		this.contextRunner.run((context) -> {
			SandboxPool pool = context.getBean(SandboxPool.class);
			pool.awaitWarm();
			context.getSourceApplicationContext().stop();
			assertThat(pool.status().phase()).isEqualTo(Phase.STOPPED);
			assertThat(hopx.ledger().alive()).isEmpty();
			context.getSourceApplicationContext().start();
			pool.awaitWarm();
			assertThat(hopx.ledger().alive()).hasSize(2);
		});
	}

	@Test
	void waitsForPoolsThatAskForIt() {
		this.contextRunner.withPropertyValues("hopx.pools.python.wait-for-warm-up=true").run((context) -> {
			context.getBean(SandboxPoolsWarmUp.class).run(null);
			assertThat(context.getBean(SandboxPool.class).status().idle()).isEqualTo(2);
		});
	}

	@Test
	void closingTheContextEndsTheWait() {
		this.contextRunner
			.withPropertyValues("hopx.pools.python.wait-for-warm-up=true",
					"hopx.pools.python.template=no-such-template")
			.run((context) -> {
				SandboxPoolsWarmUp warmUp = context.getBean(SandboxPoolsWarmUp.class);
				CompletableFuture<Void> wait = CompletableFuture.runAsync(() -> warmUp.run(null));
				assertThat(wait).isNotDone();
				context.getSourceApplicationContext().close();
				assertThatNoException().isThrownBy(wait::join);
			});
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			min-idle=11                     | min-idle                  | max-size
			min-idle=-1                     | min-idle                  | negative
			min-idle=0,on-empty=wait        | min-idle                  | on-empty=wait
			max-size=0                      | max-size                  | at least 1
			lease=9s                        | lease                     | PT10S
			lease=1m,renew-interval=1m      | renew-interval            | lease
			lease=1m,renew-interval=50s     | renew-interval            | min-remaining-ttl
			lease=1m,min-remaining-ttl=1m   | min-remaining-ttl         | lease
			acquire-timeout=0s              | acquire-timeout           | longer than nothing
			create-timeout=-1s              | create-timeout            | longer than nothing
			max-idle-age=0s                 | max-idle-age              | longer than nothing
			validation-interval=10ms        | validation-interval       | PT1S
			max-creates-per-minute=0        | max-creates-per-minute    | at least 1
			warm-up.concurrency=0           | warm-up.concurrency       | at least 1
			warm-up.commands[0]=            | warm-up.commands          | empty
			kill-concurrency=0              | kill-concurrency          | at least 1
			pending-acquire-max-count=0     | pending-acquire-max-count | at least 1
			leak-detection-threshold=0s     | leak-detection-threshold  | longer than nothing
			drain-timeout=-1s               | drain-timeout             | negative
			drain-timeout=26s               | drain-timeout             | spring.lifecycle.timeout-per-shutdown-phase
			auto-startup=false,wait-for-warm-up=true | wait-for-warm-up | auto-startup
			""")
	void refusesWhatCannotWorkByItsKey(String settings, String key, String reason) {
		String[] values = List.of(settings.split(","))
			.stream()
			.map((setting) -> "hopx.pools.python." + setting)
			.toArray(String[]::new);
		this.contextRunner.withPropertyValues(values)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("hopx.pools.python." + key)
				.hasMessageContaining(reason));
	}

	@Test
	void refusesAQuotaOfNothing() {
		this.contextRunner.withPropertyValues("hopx.background-requests-per-minute=0")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'hopx.background-requests-per-minute' must be at least 1"));
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		@Autowired
		SandboxPool primary;

		@Autowired
		@Qualifier("python")
		SandboxPool python;

		@Autowired
		@Qualifier("python")
		ReactiveSandboxPool reactive;

	}

	@Configuration(proxyBeanMethods = false)
	static class Preparing {

		final List<String> customized = new ArrayList<>();

		@Bean
		SandboxPreparer preparer() {
			return (pool, sandbox) -> sandbox.files().write("/workspace/prepared", "for " + pool);
		}

		@Bean
		SandboxPoolCustomizer customizer() {
			return (name, builder) -> this.customized.add(name);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Listening {

		final List<SandboxLifecycleEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(SandboxLifecycleEvent event) {
			this.events.add(event);
		}

	}

}

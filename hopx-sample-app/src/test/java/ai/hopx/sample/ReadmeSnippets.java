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

package ai.hopx.sample;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Language;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.core.SandboxLifecycleEvent;
import ai.hopx.client.core.SandboxSpec;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.RunResult;
import ai.hopx.client.model.Template;
import ai.hopx.client.pool.AcquireRequest;
import ai.hopx.client.pool.PoolStatus;
import ai.hopx.client.pool.PooledSandbox;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.stream.ExecutionEvent;
import ai.hopx.client.template.TemplateSpec;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;

/**
 * The Java code of the README, compiled and run by {@link ReadmeTests}.
 */
final class ReadmeSnippets {

	private final HopxTemplate hopx;

	ReadmeSnippets(HopxTemplate hopx) {
		this.hopx = hopx;
	}

	String lend(String analysis) {
		HopxTemplate hopx = this.hopx;
		String report = hopx.execute((sandbox) -> {
			sandbox.files().upload(Path.of("sales.csv"), "/workspace/sales.csv");
			RunResult result = sandbox.runCode(analysis);
			return result.isSuccess() ? result.stdout() : "Failed: " + result.stderr();
		});
		return report;
	}

	String hold() {
		HopxTemplate hopx = this.hopx;
		SandboxSpec spec = SandboxSpec.template("code-interpreter").timeout(Duration.ofMinutes(5)).env("REGION", "eu");
		try (Sandbox sandbox = hopx.create(spec)) {
			sandbox.runCode("x = 21");
			RunResult result = sandbox.runCode("print(x * 2)");
			CommandResult listing = sandbox.commands().run("ls -l /workspace");
			return result.stdout() + listing.stdout();
		}
	}

	void stream(Sandbox sandbox, String script, StringBuilder log) {
		try (Stream<ExecutionEvent> events = sandbox.streamCode(CodeRequest.of(Language.BASH, script))) {
			events.forEach((event) -> {
				if (event instanceof ExecutionEvent.Stdout output) {
					log.append(output.text());
				}
			});
		}
	}

	Template build() {
		HopxTemplate hopx = this.hopx;
		Template template = hopx.templates()
			.build(TemplateSpec.of("report-tools", "python:3.12")
				.aptInstall("graphviz")
				.pipInstall("pandas==2.2.3")
				.copy(Path.of("scripts"), "/opt/scripts"));
		return template;
	}

	/**
	 * Keeps account of sandboxes.
	 *
	 * @param audit where to
	 */
	record Auditor(AuditTrail audit) {

		@EventListener
		void audit(SandboxLifecycleEvent event) {
			audit.record(event.sandboxId(), event.type(), event.occurredAt());
		}

	}

	/**
	 * Where an application would keep its accounts.
	 */
	interface AuditTrail {

		void record(String sandboxId, SandboxLifecycleEvent.Type type, Instant at);

	}

	@Service
	static class Calculator {

		private final HopxTemplate hopx;

		Calculator(HopxTemplate hopx) {
			this.hopx = hopx;
		}

		String calculate(String python) {
			return this.hopx.runCode(python).stdout();
		}

	}

	@Service
	static class Reports {

		private final SandboxPool pool;

		Reports(@Qualifier("python") SandboxPool pool) {
			this.pool = pool;
		}

		String run(String code, String token) {
			try (PooledSandbox sandbox = this.pool.acquire(AcquireRequest.defaults().env("REPORT_TOKEN", token))) {
				return sandbox.runCode(code).stdout();
			}
		}

		String readiness() {
			PoolStatus status = this.pool.status();
			return "%d ready, %d lent, %d at most".formatted(status.idle(), status.borrowed(), status.maxSize());
		}

	}

}

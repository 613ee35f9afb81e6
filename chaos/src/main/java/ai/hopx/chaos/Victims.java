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

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.chaos.judge.Finding;
import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.ledger.SandboxEntry;
import org.jspecify.annotations.Nullable;

/**
 * Starts applications in JVMs of their own and kills them in the middle. What they leave
 * behind must be gone when its lease is over.
 */
final class Victims extends Actor {

	private static final int LONGEST_PAUSE = 60_000;

	private final AtomicReference<@Nullable Process> living = new AtomicReference<>();

	private final EmbeddedHopx server;

	private final Finding finding;

	private volatile int killed;

	private volatile int left;

	Victims(Desk desk, Plan plan, EmbeddedHopx server, Finding finding) {
		super("victims", desk, plan, LONGEST_PAUSE);
		this.server = server;
		this.finding = finding;
	}

	@Override
	void turn(int number, SplittableRandom random) {
		String region = "victim-" + number;
		int life = random.nextInt(3_000);
		try {
			Process process = start(region);
			this.living.set(process);
			try (BufferedReader output = new BufferedReader(
					new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
				awaitFirstRun(output);
				desk().pause(life);
				process.destroyForcibly();
				process.waitFor(10, TimeUnit.SECONDS);
			}
			judge(region);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			end();
		}
	}

	private Process start(String region) throws IOException {
		String lease = Limits.LEASE.toSeconds() + "s";
		ProcessBuilder builder = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
				VictimApplication.class.getName(), "--hopx.base-url=" + this.server.baseUrl(),
				"--hopx.region=" + region, "--hopx.sandbox.timeout=" + lease,
				"--hopx.pools.default.template=" + Application.TEMPLATE, "--hopx.pools.default.min-idle=2",
				"--hopx.pools.default.max-size=4", "--hopx.pools.default.lease=" + lease,
				"--spring.main.banner-mode=off", "--logging.level.root=error");
		builder.environment().put("HOPX_API_KEY", this.server.apiKey());
		return builder.redirectErrorStream(true).start();
	}

	/**
	 * Wait until it has run code. One that does not get so far, because the service was
	 * bad to it, ends with its output.
	 */
	private static void awaitFirstRun(BufferedReader output) throws IOException {
		String line = output.readLine();
		while (line != null && !line.equals(VictimApplication.RAN)) {
			line = output.readLine();
		}
	}

	private void judge(String region) {
		this.left += alive(region).size();
		this.killed++;
		this.finding
			.saw("%d applications, which had %d sandboxes when they were killed".formatted(this.killed, this.left));
		Duration wait = Limits.LEASE.plus(Limits.SLACK);
		if (desk().pause(wait.toMillis())) {
			alive(region).forEach((sandbox) -> this.finding
				.breach("%s lives %s after its application was killed: %s".formatted(sandbox.id(), wait, sandbox)));
		}
	}

	private List<SandboxEntry> alive(String region) {
		return this.server.ledger().alive().stream().filter((sandbox) -> sandbox.region().equals(region)).toList();
	}

	/**
	 * Kill the one that lives, if any.
	 */
	void end() {
		Process process = this.living.getAndSet(null);
		if (process != null) {
			process.destroyForcibly();
		}
	}

	int killed() {
		return this.killed;
	}

}

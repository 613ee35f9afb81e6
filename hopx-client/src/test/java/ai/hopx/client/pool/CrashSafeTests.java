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

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import ai.hopx.embedded.ledger.EndCause;
import ai.hopx.embedded.ledger.SandboxEntry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Crash-safe: an application that is killed leaves nothing alive for longer than a lease.
 */
class CrashSafeTests {

	private static final Duration LEASE = Duration.ofSeconds(15);

	@Test
	void nothingOutlivesAKilledApplicationForLongerThanALease(@TempDir Path folder) throws Exception {
		EmbeddedHopx hopx = EmbeddedHopx.start(EmbeddedHopxSettings.defaults());
		try {
			Process application = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
					CrashingApplication.class.getName(), hopx.baseUrl().toString(), hopx.apiKey())
				.redirectErrorStream(true)
				.redirectOutput(folder.resolve("log").toFile())
				.start();
			try {
				Awaitility.await()
					.atMost(PoolServer.LIMIT)
					.untilAsserted(() -> assertThat(hopx.ledger().alive()).hasSize(5));
			}
			finally {
				// SIGKILL
				application.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
			}
			assertThat(hopx.ledger().alive()).isNotEmpty();
			Awaitility.await()
				.atMost(LEASE.plusSeconds(2))
				.untilAsserted(() -> assertThat(hopx.ledger().alive()).isEmpty());
			assertThat(hopx.ledger().sandboxes()).extracting(SandboxEntry::cause).contains(EndCause.EXPIRED);
		}
		finally {
			hopx.close();
		}
	}

}

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

package ai.hopx.client.transfer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.EmbeddedHopxSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Files and streams go through the client without being held by it.
 */
class LargeTransferTests {

	@Test
	@Timeout(120)
	void aFileOfTwiceTheHeapGoesThere() throws Exception {
		try (EmbeddedHopx hopx = EmbeddedHopx
			.start(EmbeddedHopxSettings.builder().apiKey("hopx_live_test.test").build())) {
			Process process = start(hopx, LargeTransfer.class, 32, "64");
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
			assertThat(output).contains("identical=true");
			assertThat(process.exitValue()).isZero();
		}
	}

	@Test
	@Timeout(240)
	void aMillionLinesReachASlowReaderInOrder() throws Exception {
		try (EmbeddedHopx hopx = EmbeddedHopx
			.start(EmbeddedHopxSettings.builder().apiKey("hopx_live_test.test").build())) {
			Process process = start(hopx, LargeStream.class, 64, "1000000");
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
			assertThat(output).contains("lines=1000000 inOrder=true");
			assertThat(process.exitValue()).isZero();
		}
	}

	private static Process start(EmbeddedHopx hopx, Class<?> program, int mebibytes, String size) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		// Direct memory has the same limit, so that what is carried is not merely moved
		// off the heap
		return new ProcessBuilder(java, "-Xmx" + mebibytes + "m", "-XX:+UseSerialGC",
				"-XX:MaxDirectMemorySize=" + mebibytes + "m", "-Dio.netty.maxDirectMemory=0", "-cp",
				System.getProperty("java.class.path"), program.getName(), hopx.baseUrl().toString(), hopx.apiKey(),
				size)
			.redirectErrorStream(true)
			.start();
	}

}

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
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.Sandbox;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;

/**
 * Sends a file to a sandbox and fetches it back, in a JVM of its own with a heap that the
 * file does not fit into. By hand, with a Hopx at hand:
 *
 * <pre>
 * java -Xmx64m -cp ... ai.hopx.client.transfer.LargeTransfer http://127.0.0.1:8099 hopx_live_test.test 1024
 * </pre>
 */
final class LargeTransfer {

	private static final int MIB = 1024 * 1024;

	private LargeTransfer() {
	}

	public static void main(String[] args) throws IOException {
		URI baseUrl = URI.create(args[0]);
		int mebibytes = Integer.parseInt(args[2]);
		Path sent = Files.createTempFile("hopx-transfer", ".sent");
		Path fetched = Files.createTempFile("hopx-transfer", ".fetched");
		try (HopxClient client = HopxClient.builder().baseUrl(baseUrl).apiKey(() -> args[1]).build()) {
			fill(sent, mebibytes);
			HopxTemplate hopx = new HopxTemplate(new ReactiveHopxTemplate(client, SandboxDefaults.standard(),
					Stream::empty, SandboxLifecycleListener.none(), SandboxTracker.none()));
			try (Sandbox sandbox = hopx.create()) {
				transfer(sandbox, sent, fetched, mebibytes);
			}
			System.out.println("identical=" + (Files.mismatch(sent, fetched) == -1));
			System.out.println("heap=" + Runtime.getRuntime().maxMemory() / MIB + " MiB");
		}
		finally {
			Files.delete(sent);
			Files.delete(fetched);
		}
	}

	private static void transfer(Sandbox sandbox, Path sent, Path fetched, int mebibytes) {
		long start = System.nanoTime();
		sandbox.files().upload(sent, "/workspace/large.bin");
		long uploaded = System.nanoTime();
		sandbox.files().download("/workspace/large.bin", fetched);
		long downloaded = System.nanoTime();
		System.out.printf("upload=%.0f MiB/s%n", mebibytes * 1e9 / (uploaded - start));
		System.out.printf("download=%.0f MiB/s%n", mebibytes * 1e9 / (downloaded - uploaded));
	}

	private static void fill(Path file, int mebibytes) throws IOException {
		byte[] block = new byte[MIB];
		Random random = new Random(42);
		try (OutputStream output = Files.newOutputStream(file)) {
			for (int i = 0; i < mebibytes; i++) {
				random.nextBytes(block);
				output.write(block);
			}
		}
	}

}

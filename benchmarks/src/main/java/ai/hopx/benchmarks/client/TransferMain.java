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

package ai.hopx.benchmarks.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import ai.hopx.benchmarks.report.Programs;
import ai.hopx.benchmarks.stub.HopxAccess;
import ai.hopx.client.core.HopxTemplate;
import ai.hopx.client.core.Sandbox;

/**
 * Moves a file there and back with the client, and with curl, in turn. It is run with a
 * small heap.
 */
final class TransferMain {

	private final Sandbox sandbox;

	private final URI agent;

	private final Path file;

	private final Path copy;

	private TransferMain(Sandbox sandbox, Path file) {
		this.sandbox = sandbox;
		this.agent = URI.create(Objects.requireNonNull(sandbox.info().publicHost()));
		this.file = file;
		this.copy = file.resolveSibling("copy");
	}

	/**
	 * Say for each turn how many seconds a download takes with the client and with curl,
	 * then an upload.
	 * @param args the control plane, the file, a smaller file to warm up with and the
	 * number of turns
	 */
	public static void main(String[] args) {
		Path file = Path.of(args[1]);
		try (HopxAccess hopx = HopxAccess.toStub(URI.create(args[0]));
				Sandbox sandbox = new HopxTemplate(hopx.template()).create()) {
			TransferMain smaller = new TransferMain(sandbox, Path.of(args[2]));
			for (int i = 0; i < 8; i++) {
				smaller.turn();
			}
			TransferMain whole = new TransferMain(sandbox, file);
			for (int i = 0; i < Integer.parseInt(args[3]); i++) {
				System.out.println(whole.turn());
			}
		}
		System.exit(0);
	}

	private String turn() {
		double download = seconds(() -> this.sandbox.files().download(this.file.toString(), this.copy));
		check();
		double curlDownload = curl("--output", this.copy.toString(),
				this.agent + "/files/download?path=" + this.file.toString());
		check();
		double upload = seconds(() -> this.sandbox.files().upload(this.file, "/workspace/file"));
		double curlUpload = curl("--output", "/dev/null", "--form", "path=/workspace/file", "--form",
				"file=@" + this.file, this.agent + "/files/upload?path=/workspace/file");
		return String.format(Locale.ROOT, "%f %f %f %f", download, curlDownload, upload, curlUpload);
	}

	/**
	 * Each download writes a new file, so that none has to cut off another's.
	 */
	private void check() {
		try {
			if (Files.mismatch(this.copy, this.file) != -1) {
				throw new IllegalStateException("What was downloaded is not what was there");
			}
			Files.delete(this.copy);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static double seconds(Runnable transfer) {
		long start = System.nanoTime();
		transfer.run();
		return (System.nanoTime() - start) / 1e9;
	}

	/**
	 * By its own clock, which does not count the start of the process.
	 */
	private static double curl(String... args) {
		List<String> command = new ArrayList<>(List.of("curl", "--silent", "--show-error", "--fail", "--noproxy", "*",
				"--write-out", "%{time_total}"));
		command.addAll(List.of(args));
		return Double.parseDouble(Programs.run(command));
	}

}

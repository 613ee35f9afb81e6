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

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

import ai.hopx.client.HopxClient;
import ai.hopx.client.core.CodeRequest;
import ai.hopx.client.core.Language;
import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxDefaults;
import ai.hopx.client.core.SandboxLifecycleListener;
import ai.hopx.client.core.SandboxTracker;
import ai.hopx.client.stream.ExecutionEvent;
import reactor.core.publisher.Mono;

/**
 * Counts lines that a run prints faster than this reads, in a JVM of its own with a small
 * heap.
 */
final class LargeStream {

	private long lines;

	private String rest = "";

	private boolean inOrder = true;

	private LargeStream() {
	}

	public static void main(String[] args) {
		LargeStream counter = new LargeStream();
		CodeRequest code = CodeRequest.of(Language.BASH, "seq 1 " + args[2]).timeout(Duration.ofSeconds(200));
		try (HopxClient client = HopxClient.builder().baseUrl(URI.create(args[0])).apiKey(() -> args[1]).build()) {
			new ReactiveHopxTemplate(client, SandboxDefaults.standard(), Stream::empty, SandboxLifecycleListener.none(),
					SandboxTracker.none())
				.execute((sandbox) -> sandbox.streamCode(code)
					.concatMap((event) -> Mono.delay(Duration.ofMillis(2)).thenReturn(event), 1)
					.doOnNext(counter::count)
					.then())
				.block(Duration.ofSeconds(200));
		}
		System.out.println("lines=" + counter.lines + " inOrder=" + counter.inOrder);
	}

	private void count(ExecutionEvent event) {
		if (event instanceof ExecutionEvent.Stdout stdout) {
			String text = this.rest + stdout.text();
			int from = 0;
			for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
				this.inOrder &= Long.parseLong(text.substring(from, end)) == ++this.lines;
				from = end + 1;
			}
			this.rest = text.substring(from);
		}
	}

}

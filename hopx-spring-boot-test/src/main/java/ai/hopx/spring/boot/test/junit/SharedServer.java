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

package ai.hopx.spring.boot.test.junit;

import java.util.List;
import java.util.Set;

import ai.hopx.embedded.EmbeddedHopx;
import ai.hopx.embedded.ledger.SandboxEntry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * A server that runs while somebody uses it, and the tests that run on it: by several
 * classes, in parallel, where a base class holds the extension.
 */
final class SharedServer {

	private static final Log logger = LogFactory.getLog(EmbeddedHopxExtension.class);

	private final EmbeddedHopx hopx;

	private int uses;

	private int runningTests;

	private Set<String> sandboxesBefore = Set.of();

	SharedServer(EmbeddedHopx hopx) {
		this.hopx = hopx;
	}

	EmbeddedHopx hopx() {
		return this.hopx;
	}

	/**
	 * Start the server if nobody uses it yet.
	 * @return keeps the server running until it is closed
	 */
	synchronized Use use() {
		if (this.uses == 0) {
			this.hopx.start();
		}
		this.uses++;
		return this::release;
	}

	private synchronized void release() {
		this.uses--;
		if (this.uses == 0) {
			this.hopx.stop();
		}
	}

	/**
	 * Let a test begin.
	 * @param displayName what the test is called
	 * @return ends it when it is closed
	 */
	synchronized TestRun startTest(String displayName) {
		if (this.runningTests == 0) {
			this.sandboxesBefore = Set.copyOf(sandboxes());
		}
		this.runningTests++;
		return () -> endTest(displayName);
	}

	private synchronized void endTest(String displayName) {
		this.runningTests--;
		if (this.runningTests == 0) {
			cleanUp(displayName);
		}
	}

	/**
	 * Make the server as it was before the test, or before the tests that ran in
	 * parallel, of which this was the last.
	 */
	private void cleanUp(String displayName) {
		this.hopx.faults().reset();
		List<String> left = sandboxes().stream().filter((id) -> !this.sandboxesBefore.contains(id)).toList();
		if (!left.isEmpty()) {
			logger.warn("Sandboxes were left running when test '" + displayName + "' had ended, and are ended now: "
					+ String.join(", ", left));
			left.forEach(this.hopx::endSandbox);
		}
	}

	private List<String> sandboxes() {
		return this.hopx.ledger().alive().stream().map(SandboxEntry::id).toList();
	}

	/**
	 * One that needs the server to run.
	 */
	interface Use extends AutoCloseable {

		@Override
		void close();

	}

	/**
	 * A test that runs.
	 */
	interface TestRun extends AutoCloseable {

		@Override
		void close();

	}

}

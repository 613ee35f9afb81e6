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

package ai.hopx.client.testsupport;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetectorFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Hooks;

/**
 * Fails a test class after which a Netty buffer was never released, or in which an error
 * had nobody left to go to. Registered for every test of the module; a test that means to
 * leak calls {@link #take()}.
 */
public final class LeaksAndDroppedErrors implements AfterAllCallback {

	private static final Queue<String> found = new ConcurrentLinkedQueue<>();

	static {
		// Before the first buffer: the factory is asked once for each kind
		ResourceLeakDetectorFactory.setResourceLeakDetectorFactory(new RecordingDetectorFactory());
		ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
		Hooks.onErrorDropped((error) -> {
			if (!isCancelledReply(error)) {
				found.add("Dropped error: " + stackTrace(error));
			}
		});
	}

	@Override
	public void afterAll(ExtensionContext context) {
		List<String> problems = take();
		if (!problems.isEmpty()) {
			throw new AssertionError(context.getDisplayName() + " left behind:\n" + String.join("\n", problems));
		}
	}

	/**
	 * Look for leaks and return what was found since the last look.
	 * @return leaks and dropped errors, with where they come from
	 */
	public static List<String> take() {
		for (int i = 0; i < 3; i++) {
			System.gc();
			// The detector reports what was collected when the next buffer is made
			PooledByteBufAllocator.DEFAULT.buffer(16).release();
		}
		List<String> taken = List.copyOf(found);
		found.removeAll(taken);
		return taken;
	}

	/**
	 * Where a call is cancelled at the very moment at which its reply begins, Spring's
	 * web client asks for the body of a connection that is closed, and then for what is
	 * left of it once more (its issue 37204). Nobody but Spring could drop that.
	 */
	private static boolean isCancelledReply(Throwable error) {
		String message = String.valueOf(error.getMessage());
		return error instanceof IllegalStateException && (message.contains("released already due to cancellation")
				|| (message.startsWith("Rejecting additional inbound receiver") && message.contains("cancelled=true")));
	}

	private static String stackTrace(Throwable error) {
		StringWriter text = new StringWriter();
		error.printStackTrace(new PrintWriter(text));
		return text.toString();
	}

	private static final class RecordingDetectorFactory extends ResourceLeakDetectorFactory {

		@Override
		@Deprecated
		public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval,
				long maxActive) {
			return new RecordingDetector<>(resource, samplingInterval);
		}

		@Override
		public <T> ResourceLeakDetector<T> newResourceLeakDetector(Class<T> resource, int samplingInterval) {
			return new RecordingDetector<>(resource, samplingInterval);
		}

	}

	private static final class RecordingDetector<T> extends ResourceLeakDetector<T> {

		RecordingDetector(Class<?> resource, int samplingInterval) {
			super(resource, samplingInterval);
		}

		@Override
		protected boolean needReport() {
			return true;
		}

		@Override
		protected void reportTracedLeak(String resourceType, String records) {
			found.add("Leaked " + resourceType + ": " + records);
		}

		@Override
		protected void reportUntracedLeak(String resourceType) {
			found.add("Leaked " + resourceType);
		}

	}

}

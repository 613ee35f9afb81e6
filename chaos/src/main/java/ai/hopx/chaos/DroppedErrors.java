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

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import ai.hopx.chaos.judge.Finding;
import ai.hopx.client.HopxException;
import org.jspecify.annotations.Nullable;
import reactor.netty.channel.AbortedException;

/**
 * Errors that had nobody left to go to. A connection may well break after its caller has
 * left; anything else is a mistake in the program that would stay hidden.
 */
final class DroppedErrors implements Consumer<Throwable> {

	/**
	 * Said where a caller leaves at the moment its reply begins: by Spring, and by
	 * Reactor Netty of which Spring then asks the same again.
	 */
	private static final List<String> LEFT = List.of(
			"The client response body has been released already due to cancellation",
			"Rejecting additional inbound receiver. State=[terminated=false, cancelled=true");

	private final AtomicInteger count = new AtomicInteger();

	private final Finding finding;

	private volatile boolean closing;

	DroppedErrors(Finding finding) {
		this.finding = finding;
	}

	/**
	 * From now on schedulers are closed, and whoever still wants to wait is refused.
	 */
	void closing() {
		this.closing = true;
	}

	@Override
	public void accept(Throwable error) {
		this.finding.saw(this.count.incrementAndGet() + " of broken connections that nobody waited for");
		boolean refused = this.closing && error instanceof RejectedExecutionException;
		if (!refused && !isOfTheLine(error)) {
			StringWriter trace = new StringWriter();
			error.printStackTrace(new PrintWriter(trace));
			this.finding.breach("in %s: %s".formatted(Thread.currentThread().getName(), trace));
		}
	}

	private static boolean isOfTheLine(Throwable error) {
		for (@Nullable
		Throwable cause = error; cause != null; cause = cause.getCause()) {
			String message = String.valueOf(cause.getMessage());
			boolean left = LEFT.stream().anyMatch(message::startsWith);
			if (cause instanceof IOException || cause instanceof HopxException || cause instanceof AbortedException
					|| left) {
				return true;
			}
		}
		return false;
	}

}

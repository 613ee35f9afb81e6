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

import java.util.List;

import ai.hopx.client.core.ReactiveSandbox;
import ai.hopx.client.model.CommandResult;
import ai.hopx.client.model.RunResult;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes new sandboxes what their pool promises: commands, then code, then the preparers.
 */
final class Preparation {

	private static final Log logger = LogFactory.getLog(Preparation.class);

	private final String pool;

	private final List<String> commands;

	private final @Nullable String code;

	private final List<SandboxPreparer> preparers;

	Preparation(PoolSettings settings, List<SandboxPreparer> preparers) {
		this.pool = settings.name();
		this.commands = settings.warmUpCommands();
		this.code = settings.warmUpCode();
		this.preparers = List.copyOf(preparers);
	}

	boolean isEmpty() {
		return this.commands.isEmpty() && this.code == null && this.preparers.isEmpty();
	}

	Mono<Void> of(ReactiveSandbox sandbox) {
		return commands(sandbox).then(code(sandbox))
			.then(preparers(sandbox))
			.onErrorMap((error) -> failure(sandbox, error));
	}

	private Mono<Void> commands(ReactiveSandbox sandbox) {
		return Flux.range(0, this.commands.size())
			.concatMap((index) -> sandbox.commands()
				.run(this.commands.get(index))
				.flatMap((result) -> check(sandbox, index, result)))
			.then();
	}

	private Mono<Void> check(ReactiveSandbox sandbox, int index, CommandResult result) {
		return result.isSuccess() ? Mono.empty()
				: failed(sandbox, "command %d of '%s.commands'".formatted(index + 1, key()), result.exitCode(),
						result.timedOut(), result.stderr());
	}

	private Mono<Void> code(ReactiveSandbox sandbox) {
		String code = this.code;
		return (code == null) ? Mono.empty() : sandbox.runCode(code).flatMap((result) -> check(sandbox, result));
	}

	private Mono<Void> check(ReactiveSandbox sandbox, RunResult result) {
		return result.isSuccess() ? Mono.empty()
				: failed(sandbox, "'%s.code'".formatted(key()), result.exitCode(), result.timedOut(), result.stderr());
	}

	/**
	 * Output may hold anything, so that it is no part of the message.
	 */
	private Mono<Void> failed(ReactiveSandbox sandbox, String what, @Nullable Integer exitCode, boolean timedOut,
			String stderr) {
		logger.debug("Standard error of %s: %s".formatted(what, stderr));
		String how = timedOut ? "ran into its time-out" : "ended with exit code " + exitCode;
		return Mono.error(new PreparationException(
				"The sandbox could not be prepared: %s %s. Log '%s' at DEBUG to see what it wrote".formatted(what, how,
						Preparation.class.getPackageName()),
				sandbox.id(), null));
	}

	private Mono<Void> preparers(ReactiveSandbox sandbox) {
		return Flux.fromIterable(this.preparers)
			.concatMap((preparer) -> Flux.from(preparer.prepare(this.pool, sandbox)).then())
			.then();
	}

	private Throwable failure(ReactiveSandbox sandbox, Throwable error) {
		return (error instanceof PreparationException) ? error : new PreparationException(
				"The sandbox could not be prepared: " + error.getMessage(), sandbox.id(), error);
	}

	private String key() {
		return "hopx.pools." + this.pool + ".warm-up";
	}

}

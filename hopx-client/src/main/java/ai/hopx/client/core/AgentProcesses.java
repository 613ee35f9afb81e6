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

package ai.hopx.client.core;

import java.time.Duration;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxError;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxIds;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.HopxTimeoutException;
import ai.hopx.client.OperationObserver;
import ai.hopx.client.ProcessNotFoundException;
import ai.hopx.client.UnexpectedResponseException;
import ai.hopx.client.model.BackgroundProcess;
import ai.hopx.client.model.BackgroundProcessList;
import ai.hopx.client.model.KillReply;
import ai.hopx.client.model.SystemProcess;
import ai.hopx.client.model.SystemProcessList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The agent's calls about processes.
 */
final class AgentProcesses implements ReactiveProcessOperations {

	private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

	private static final Duration LAST_PAUSE = Duration.ofSeconds(5);

	private static final double GROWTH = 1.5;

	private final HopxExchange agent;

	private final OperationObserver observer;

	private final String sandboxId;

	AgentProcesses(HopxExchange agent, OperationObserver observer, String sandboxId) {
		this.agent = agent;
		this.observer = observer;
		this.sandboxId = sandboxId;
	}

	@Override
	public Flux<BackgroundProcess> list() {
		return this.agent.retrieve(HopxRequest.to(Endpoint.LIST_PROCESSES).build(), BackgroundProcessList.class)
			.flatMapIterable(BackgroundProcessList::processes);
	}

	@Override
	public Mono<BackgroundProcess> get(String id) {
		return Mono.defer(() -> {
			HopxIds.check("process", id);
			return list().filter((process) -> process.hasId(id))
				.next()
				.switchIfEmpty(Mono.error(() -> new ProcessNotFoundException(
						"The agent lists no process '%s' of sandbox '%s'".formatted(id, this.sandboxId), error())));
		});
	}

	@Override
	public Mono<BackgroundProcess> awaitEnd(String id, Duration limit) {
		return this.observer.observe("await-process", Mono.defer(() -> {
			Arguments.positive(limit, "The wait for the end of a process");
			return get(id).filter(BackgroundProcess::isEnded)
				.repeatWhenEmpty((rounds) -> rounds.concatMap((round) -> Mono.delay(pause(round))))
				.timeout(limit,
						Mono.error(() -> new HopxTimeoutException(
								"Process '%s' of sandbox '%s' did not end within %s: it may run on".formatted(id,
										this.sandboxId, limit),
								error())));
		}));
	}

	private static Duration pause(long round) {
		double millis = FIRST_PAUSE.toMillis() * Math.pow(GROWTH, round);
		return (millis < LAST_PAUSE.toMillis()) ? Duration.ofMillis((long) millis) : LAST_PAUSE;
	}

	@Override
	public Flux<SystemProcess> system() {
		return this.agent.retrieve(HopxRequest.to(Endpoint.LIST_SYSTEM_PROCESSES).build(), SystemProcessList.class)
			.flatMapIterable(SystemProcessList::processes);
	}

	@Override
	public Mono<Void> kill(String id) {
		return this.observer.observe("kill-process", Mono.defer(() -> {
			HopxRequest request = HopxRequest.to(Endpoint.KILL_PROCESS)
				.variable("id", HopxIds.check("process", id))
				.build();
			return confirmed(request).flatMap((killed) -> killed ? Mono.empty() : killByQuery(id));
		}));
	}

	/**
	 * The other spelling. Nothing comes where a repeat found that the first attempt had
	 * done it.
	 */
	private Mono<Void> killByQuery(String id) {
		HopxRequest request = HopxRequest.to(Endpoint.KILL_PROCESS_BY_QUERY).query("process_id", id).build();
		return confirmed(request).flatMap((killed) -> killed ? Mono.empty()
				: Mono.error(new UnexpectedResponseException(
						"The agent of sandbox '%s' did not confirm that it killed process '%s': it may still run"
							.formatted(this.sandboxId, id),
						error(), null)));
	}

	/**
	 * Whether the agent says that it killed the process. Deployed agents answer 200 with
	 * something else and kill nothing; others do not have the call.
	 */
	private Mono<Boolean> confirmed(HopxRequest request) {
		return this.agent.retrieve(request, KillReply.class)
			.map(KillReply::isKilled)
			.onErrorResume(AgentProcesses::isOpen, (error) -> Mono.just(false));
	}

	private static boolean isOpen(Throwable error) {
		if (error instanceof UnexpectedResponseException reply && reply.getStatus() != null
				&& reply.getStatus() / 100 == 2) {
			return true;
		}
		return Runs.isMissing(error) && !(error instanceof ProcessNotFoundException);
	}

	private HopxError error() {
		return HopxError.of(this.sandboxId);
	}

}

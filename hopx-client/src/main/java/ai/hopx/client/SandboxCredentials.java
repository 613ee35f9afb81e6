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

package ai.hopx.client;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import ai.hopx.client.model.AgentToken;
import ai.hopx.client.model.SandboxInfo;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * What the agent of one sandbox is shown: its token, renewed before it ends and when it
 * is refused, by one request however many calls want it.
 */
final class SandboxCredentials {

	private static final Log logger = LogFactory.getLog(SandboxCredentials.class);

	private final String sandboxId;

	private final HopxExchange control;

	private final DataPlaneAccess access;

	private final Clock clock;

	private final boolean createdWithoutToken;

	private final AtomicReference<@Nullable HeldToken> token = new AtomicReference<>();

	private final AtomicReference<@Nullable Mono<Credentials>> refresh = new AtomicReference<>();

	/**
	 * Create the credentials of a sandbox.
	 * @param sandbox the sandbox
	 * @param justCreated whether this is the reply to its create
	 * @param control the control plane, which gives tokens
	 * @param access what sandboxes are shown
	 * @param clock the time, which tokens end by
	 */
	SandboxCredentials(SandboxInfo sandbox, boolean justCreated, HopxExchange control, DataPlaneAccess access,
			Clock clock) {
		this.sandboxId = sandbox.id();
		this.control = control;
		this.access = access;
		this.clock = clock;
		this.createdWithoutToken = justCreated && sandbox.token() == null;
		accept(sandbox.token());
	}

	/**
	 * Take over a token, if there is one.
	 */
	void accept(@Nullable AgentToken token) {
		if (token != null) {
			this.token.set(HeldToken.of(token, this.sandboxId, this.clock.instant()));
			this.access.tokenSeen();
		}
	}

	/**
	 * Return what to show now.
	 */
	Mono<Credentials> current() {
		return Mono.defer(() -> {
			HeldToken held = this.token.get();
			if (this.access.showsApiKey(held != null)) {
				return Mono.fromSupplier(this.access::apiKey);
			}
			if (held == null) {
				return first();
			}
			if (!held.isDue(this.clock.instant())) {
				return Mono.just(held.credentials());
			}
			return refresh().onErrorResume(HopxException.class, (failure) -> stillGood(held, failure));
		});
	}

	/**
	 * Return what to show after a refusal.
	 * @param refused what was refused
	 * @return other credentials, or empty where there are none
	 */
	Mono<Credentials> renewed(Credentials refused) {
		return Mono.defer(() -> {
			HeldToken held = this.token.get();
			if (!refused.isToken()) {
				return Mono.empty();
			}
			if (held != null && !held.credentials().isSameAs(refused)) {
				// Another call was refused too and has been faster
				return Mono.just(held.credentials());
			}
			return refresh().onErrorResume(SandboxCredentials::isNoSuchCall, (failure) -> Mono.empty());
		});
	}

	/**
	 * Get a new token where sandboxes are shown tokens.
	 */
	Mono<Void> renew() {
		return Mono.defer(() -> {
			boolean hasToken = this.token.get() != null;
			if (this.access.showsApiKey(hasToken)) {
				return Mono.empty();
			}
			return hasToken ? refresh().onErrorResume(SandboxCredentials::isNoSuchCall, (failure) -> Mono.empty())
					: first();
		}).then();
	}

	private Mono<Credentials> refresh() {
		return Mono.defer(() -> {
			// Goes on where its first caller gives up: others may be waiting for it
			Mono<Credentials> mine = fetch().doOnTerminate(() -> this.refresh.set(null)).cache();
			Mono<Credentials> running = this.refresh.compareAndExchange(null, mine);
			return (running != null) ? running : mine;
		});
	}

	private Mono<Credentials> fetch() {
		HopxRequest request = HopxRequest.to(Endpoint.REFRESH_TOKEN).variable("id", this.sandboxId).build();
		return this.control.retrieve(request, AgentToken.class).map((token) -> {
			HeldToken held = HeldToken.of(token, this.sandboxId, this.clock.instant());
			this.token.set(held);
			this.access.tokenSeen();
			return held.credentials();
		});
	}

	/**
	 * A token that is only about to end is better than none.
	 */
	private Mono<Credentials> stillGood(HeldToken held, HopxException failure) {
		Instant now = this.clock.instant();
		if (held.isOver(now)) {
			return Mono.error(failure);
		}
		logger.debug(
				"No new token for sandbox " + this.sandboxId + ", going on with the old one: " + failure.getMessage());
		this.token.compareAndSet(held, held.renewLater(now));
		return Mono.just(held.credentials());
	}

	private Mono<Credentials> first() {
		return refresh().onErrorResume(HopxException.class, this::withoutToken);
	}

	/**
	 * The service gave no token. Whether it has none to give at all is judged by create
	 * and by the call that makes tokens, both; a call that merely failed says nothing.
	 */
	private Mono<Credentials> withoutToken(HopxException failure) {
		boolean judge = this.createdWithoutToken && this.access.isUndecided();
		if (isNoSuchCall(failure)) {
			return judge ? fallBack(failure) : Mono.error(unknownWay(failure));
		}
		if (judge && Integer.valueOf(404).equals(failure.getStatus())) {
			// No such call, or no such sandbox? If the sandbox is there, it was the call
			HopxRequest request = HopxRequest.to(Endpoint.GET_SANDBOX).variable("id", this.sandboxId).build();
			return this.control.retrieve(request, SandboxInfo.class)
				.flatMap((sandbox) -> this.sandboxId.equals(sandbox.id()) ? fallBack(failure) : Mono.error(failure));
		}
		return Mono.error(failure);
	}

	private Mono<Credentials> fallBack(HopxException failure) {
		return this.access.fallBackToApiKey() ? Mono.fromSupplier(this.access::apiKey)
				: Mono.error(unknownWay(failure));
	}

	private HopxException unknownWay(HopxException failure) {
		return new HopxAuthenticationException(
				"The service has no token for sandbox %s and no call that makes one. If it wants the API key instead, "
					.formatted(this.sandboxId) + "set 'hopx.data-plane.auth' to 'api-key'",
				HopxError.of(this.sandboxId), failure);
	}

	private static boolean isNoSuchCall(Throwable failure) {
		Integer status = (failure instanceof HopxException known) ? known.getStatus() : null;
		return status != null && (status == 405 || status == 501);
	}

}

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

import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.springframework.http.client.reactive.ClientHttpRequest;
import org.springframework.util.Assert;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/**
 * The last step before a request leaves: all off that must not go out, credentials on.
 * After every other filter, so that none sees the credentials and none adds to what is
 * let out.
 */
final class OutgoingHeaders {

	/**
	 * The request attribute that holds its {@link Credentials}.
	 */
	static final String CREDENTIALS = Credentials.class.getName();

	/**
	 * Ways to say who we are, other than those put on here.
	 */
	private static final Set<String> IDENTITY = Set.of("authorization", "x-api-key", "cookie", "proxy-authorization");

	/**
	 * All that an agent needs. A sandbox runs untrusted code, which should see no trace
	 * ids, baggage or corporate headers.
	 */
	private static final Set<String> AGENT = Set.of("accept", "content-type", "content-length", "user-agent");

	/**
	 * How the common tracers tell the next one where it is in a trace.
	 */
	private static final Set<String> TRACE = Set.of("traceparent", "tracestate", "b3", "x-b3-traceid", "x-b3-spanid",
			"x-b3-parentspanid", "x-b3-sampled", "x-b3-flags");

	private OutgoingHeaders() {
	}

	static ExchangeFilterFunction toControlPlane() {
		return lastStep((name) -> !IDENTITY.contains(name));
	}

	static ExchangeFilterFunction toSandbox(boolean propagatesTraces) {
		return lastStep((name) -> AGENT.contains(name) || (propagatesTraces && TRACE.contains(name)));
	}

	static ExchangeFilterFunction toUploadLink() {
		return (request, next) -> next.exchange(outgoing(request, AGENT::contains).build());
	}

	private static ExchangeFilterFunction lastStep(Predicate<String> allowed) {
		return (request,
				next) -> next.exchange(outgoing(request, allowed).headers(credentials(request)::applyTo)
					.attributes((attributes) -> attributes.remove(CREDENTIALS))
					.build());
	}

	/**
	 * Start a request anew, with what may go out of another one: its headers by their
	 * names, no cookies.
	 */
	private static ClientRequest.Builder outgoing(ClientRequest request, Predicate<String> allowed) {
		ClientRequest.Builder outgoing = ClientRequest.create(request.method(), request.url())
			.headers((headers) -> request.headers().forEach((name, values) -> {
				if (allowed.test(name.toLowerCase(Locale.ROOT))) {
					headers.addAll(name, values);
				}
			}))
			.attributes((attributes) -> attributes.putAll(request.attributes()))
			.body(request.body());
		Consumer<ClientHttpRequest> httpRequest = request.httpRequest();
		return (httpRequest != null) ? outgoing.httpRequest(httpRequest) : outgoing;
	}

	private static Credentials credentials(ClientRequest request) {
		Object credentials = request.attributes().get(CREDENTIALS);
		Assert.state(credentials instanceof Credentials, "No credentials for this request");
		return (Credentials) credentials;
	}

}

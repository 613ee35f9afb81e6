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

import java.net.URI;

import io.micrometer.common.KeyValue;
import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientRequestObservationContext;
import org.springframework.web.reactive.function.client.ClientHttpObservationDocumentation.HighCardinalityKeyNames;
import org.springframework.web.reactive.function.client.ClientHttpObservationDocumentation.LowCardinalityKeyNames;
import org.springframework.web.reactive.function.client.DefaultClientRequestObservationConvention;

/**
 * Tags of the HTTP requests, each from a bounded set. Spring's own would be one set of
 * meters for each sandbox, by its host.
 */
final class RequestTags extends DefaultClientRequestObservationConvention {

	/**
	 * The request attribute that holds its {@link Endpoint}.
	 */
	static final String ENDPOINT = Endpoint.class.getName();

	private final @Nullable String clientName;

	private final boolean isPathSecret;

	private RequestTags(@Nullable String clientName, boolean isPathSecret) {
		this.clientName = clientName;
		this.isPathSecret = isPathSecret;
	}

	static RequestTags ofControlPlane() {
		return new RequestTags(null, false);
	}

	static RequestTags ofSandboxes() {
		return new RequestTags("hopx-sandbox", false);
	}

	static RequestTags ofUploadLinks() {
		return new RequestTags("hopx-upload", true);
	}

	@Override
	protected KeyValue uri(ClientRequestObservationContext context) {
		ClientRequest request = context.getRequest();
		Object endpoint = (request != null) ? request.attributes().get(ENDPOINT) : null;
		return KeyValue.of(LowCardinalityKeyNames.URI, (endpoint instanceof Endpoint known) ? known.path() : "none");
	}

	@Override
	protected KeyValue clientName(ClientRequestObservationContext context) {
		return (this.clientName != null) ? KeyValue.of(LowCardinalityKeyNames.CLIENT_NAME, this.clientName)
				: super.clientName(context);
	}

	@Override
	protected KeyValue httpUrl(ClientRequestObservationContext context) {
		ClientRequest request = context.getRequest();
		if (request == null) {
			return super.httpUrl(context);
		}
		// Without the query: names of users' files are none of a tracing system's
		// business
		URI url = request.url();
		return KeyValue.of(HighCardinalityKeyNames.HTTP_URL,
				url.getScheme() + "://" + url.getRawAuthority() + (this.isPathSecret ? "" : url.getRawPath()));
	}

}

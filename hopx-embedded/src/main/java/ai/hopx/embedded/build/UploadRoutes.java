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

package ai.hopx.embedded.build;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

import reactor.core.publisher.Mono;

import org.springframework.util.StringUtils;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;
import ai.hopx.embedded.web.Replies;
import ai.hopx.embedded.web.RequestIdFilter;
import ai.hopx.embedded.web.Routes;

/**
 * Links for uploads, and the uploads.
 */
final class UploadRoutes {

	private static final int MAX_HASH = 256;

	private final Uploads uploads;

	private final URI baseUrl;

	UploadRoutes(Uploads uploads, URI baseUrl) {
		this.uploads = uploads;
		this.baseUrl = baseUrl;
	}

	void addTo(Routes routes) {
		routes.post("/v1/templates/files/upload-link", this::link)
			.put(TemplateBuilds.UPLOADS + "{token}", this::upload);
	}

	private Mono<ServerResponse> link(ServerRequest request) {
		return JsonBody.of(request).flatMap((body) -> {
			String hash = body.requiredText("files_hash");
			if (!StringUtils.hasText(hash) || hash.length() > MAX_HASH) {
				throw ApiException.invalidRequest("Field 'files_hash' must have 1 to " + MAX_HASH + " characters")
					.detail("field", "files_hash");
			}
			Long length = body.longInteger("content_length");
			if (length == null) {
				throw ApiException.missingParameter("content_length");
			}
			if (length < 1) {
				throw ApiException.invalidRequest("Field 'content_length' must be 1 or more")
					.detail("field", "content_length");
			}
			// Some clients refuse every key they do not know
			Map<String, Object> reply = new LinkedHashMap<>();
			boolean present = this.uploads.find(hash) != null;
			reply.put("present", present);
			if (!present) {
				Uploads.Link link = this.uploads.link(hash, length);
				reply.put("upload_url", this.baseUrl.resolve(TemplateBuilds.UPLOADS + link.token()).toString());
				reply.put("expires_at", link.expiresAt());
			}
			reply.put("files_hash", hash);
			reply.put("request_id", RequestIdFilter.idOf(request.exchange()));
			return Replies.ok(reply);
		});
	}

	private Mono<ServerResponse> upload(ServerRequest request) {
		long length = request.headers().contentLength().orElse(-1);
		return this.uploads.receive(request.pathVariable("token"), length, request.exchange().getRequest().getBody())
			.then(Mono.defer(() -> Replies.ok(Map.of("request_id", RequestIdFilter.idOf(request.exchange())))));
	}

}

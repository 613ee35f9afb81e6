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

package ai.hopx.embedded.agent;

import java.util.List;

import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Routes;

/**
 * {@code /update}, with which the service's operators replace agents and nobody else may.
 */
final class UpdateRoutes {

	void addTo(Routes routes) {
		for (String prefix : List.of("/update", "/agent/update")) {
			for (String action : List.of("/upload", "/apply", "/restart", "/backups")) {
				routes.get(prefix + action, UpdateRoutes::forbidden).post(prefix + action, UpdateRoutes::forbidden);
			}
		}
	}

	private static Mono<ServerResponse> forbidden(ServerRequest request) {
		throw new ApiException(HttpStatus.FORBIDDEN, "FORBIDDEN", "Only operators of the service can update an agent");
	}

}

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

package ai.hopx.sample;

import java.util.Objects;

import ai.hopx.client.core.ReactiveHopxTemplate;
import ai.hopx.client.core.SandboxFilter;
import ai.hopx.client.core.Language;
import jakarta.validation.Valid;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Runs code, each time in a sandbox of its own that is killed afterwards. Takes JSON
 * only: a browser on another site cannot send that without asking first.
 */
@RestController
@RequestMapping("/api")
class RunController {

	private final ReactiveHopxTemplate hopx;

	RunController(ReactiveHopxTemplate hopx) {
		this.hopx = hopx;
	}

	@PostMapping(path = "/run", consumes = MediaType.APPLICATION_JSON_VALUE)
	Mono<RunResponse> run(@Valid @RequestBody RunRequest request) {
		String language = Objects.requireNonNull(request.language());
		String code = Objects.requireNonNull(request.code());
		return this.hopx.execute((sandbox) -> sandbox.runCode(Language.of(language), code)
			.map((result) -> RunResponse.of(language, result, sandbox)));
	}

	@GetMapping("/sandboxes")
	Flux<SandboxSummary> sandboxes() {
		return this.hopx.sandboxes().list(SandboxFilter.all()).map(SandboxSummary::of);
	}

}

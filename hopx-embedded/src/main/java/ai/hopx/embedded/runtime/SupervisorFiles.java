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

package ai.hopx.embedded.runtime;

import java.nio.ByteBuffer;
import java.util.List;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Files of a sandbox, worked on by its supervisor.
 */
final class SupervisorFiles implements SandboxFiles {

	private final SupervisorLink link;

	SupervisorFiles(SupervisorLink link) {
		this.link = link;
	}

	@Override
	public Mono<FileEntry> stat(String path) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<List<FileEntry>> list(String path) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<Boolean> exists(String path) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Flux<ByteBuffer> read(String path) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<FileEntry> write(String path, Publisher<ByteBuffer> content, @Nullable String mode, boolean overwrite) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<FileEntry> mkdir(String path) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Mono<Void> remove(String path) {
		throw new UnsupportedOperationException();
	}

}

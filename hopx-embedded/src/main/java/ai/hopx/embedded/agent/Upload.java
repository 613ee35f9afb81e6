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

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;

import ai.hopx.embedded.runtime.FileEntry;
import ai.hopx.embedded.runtime.SandboxFiles;
import ai.hopx.embedded.web.ApiException;

/**
 * One upload. The form's field {@code path} says where the file goes, before the query
 * does; it may come after the file, which then waits under another name in the sandbox.
 */
final class Upload {

	private static final Log logger = LogFactory.getLog(Upload.class);

	private static final int PREFETCH = 4;

	/**
	 * A form that breaks off fails twice, as a part and as a whole: the second time is no
	 * news.
	 */
	private static final Context QUIET = Context.of("reactor.onErrorDropped.local",
			(Consumer<Throwable>) (ex) -> logger.debug("An upload broke off", ex));

	private final SandboxFiles files;

	private final @Nullable String queryPath;

	private @Nullable String formPath;

	private @Nullable String filename;

	private @Nullable String staged;

	private @Nullable FileEntry written;

	Upload(SandboxFiles files, @Nullable String queryPath) {
		this.files = files;
		this.queryPath = queryPath;
	}

	/**
	 * Take the parts in, in whatever order they come.
	 * @param events the form
	 * @return the file where it was meant to be
	 */
	Mono<FileEntry> receive(Flux<PartEvent> events) {
		return events.windowUntil(PartEvent::isLast, false, PREFETCH)
			.concatMap(
					(part) -> part
						.switchOnFirst((first, all) -> first.hasValue() ? receivePart(first.get(), all) : all.then()),
					1)
			.then(Mono.defer(this::place))
			.contextWrite(QUIET);
	}

	private Mono<Void> receivePart(@Nullable PartEvent first, Flux<PartEvent> all) {
		boolean file = first instanceof FilePartEvent || (first != null && "file".equals(first.name()));
		if (first != null && file) {
			return receiveFile(first, all.map(PartEvent::content));
		}
		if (first instanceof FormPartEvent field && "path".equals(field.name())) {
			this.formPath = field.value();
		}
		return all.then();
	}

	private Mono<Void> receiveFile(PartEvent first, Flux<DataBuffer> content) {
		if (this.written != null) {
			return content.then(Mono.error(() -> ApiException.invalidRequest("One upload takes one file")));
		}
		this.filename = (first instanceof FilePartEvent filePart) ? filePart.filename() : "";
		String path = target(this.formPath);
		if (path == null) {
			path = "/tmp/.upload-" + UUID.randomUUID();
			this.staged = path;
		}
		return write(path, quiet(content.map(Upload::bytes))).doOnNext((entry) -> this.written = entry).then();
	}

	private static Flux<ByteBuffer> quiet(Flux<ByteBuffer> content) {
		// A write can fail before it asks for the content, which then reports its own end
		return content.contextWrite(QUIET).onErrorComplete(CancellationException.class);
	}

	private Mono<FileEntry> place() {
		FileEntry entry = this.written;
		if (entry == null) {
			return Mono.error(ApiException.missingParameter("file"));
		}
		String source = this.staged;
		if (source == null) {
			return Mono.just(entry);
		}
		String path = target((this.formPath != null) ? this.formPath : this.queryPath);
		if (path == null) {
			path = target(FilePaths.WORKSPACE + "/");
		}
		if (path == null) {
			return Mono.error(ApiException.missingParameter("path"));
		}
		return write(path, this.files.read(source));
	}

	/**
	 * Return where the file goes: a path that ends with a slash is a folder for it.
	 */
	private @Nullable String target(@Nullable String path) {
		if (path == null || path.isEmpty() || !path.endsWith("/")) {
			return (path != null && !path.isEmpty()) ? FilePaths.checked(path) : null;
		}
		String name = (this.filename != null) ? this.filename.substring(this.filename.lastIndexOf('/') + 1) : "";
		return name.isEmpty() ? null : FilePaths.checked(path + name);
	}

	private Mono<FileEntry> write(String path, Flux<ByteBuffer> content) {
		return this.files.write(path, content, null, true).onErrorMap((ex) -> AgentFailures.ofPath(ex, path));
	}

	/**
	 * Remove what waited under another name.
	 * @return completion, whether or not there was anything
	 */
	Mono<Void> cleanUp() {
		String path = this.staged;
		return (path != null) ? this.files.remove(path).onErrorComplete() : Mono.empty();
	}

	private static ByteBuffer bytes(DataBuffer buffer) {
		ByteBuffer bytes = ByteBuffer.allocate(buffer.readableByteCount());
		buffer.toByteBuffer(bytes);
		return bytes;
	}

}

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

import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Replies;

/**
 * Files that callers sent for their builds, by the hash that the callers chose. Safe for
 * use from many threads.
 */
final class Uploads {

	private static final int MAX_LINKS = 1000;

	private static final int TOKEN_BYTES = 32;

	private final Path folder;

	private final BuildSettings settings;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	private final Map<String, Link> links = new LinkedHashMap<>();

	// The one that was used last comes last
	private final Map<String, Stored> stored = new LinkedHashMap<>(16, 0.75f, true);

	private long bytes;

	private long number;

	Uploads(Path folder, BuildSettings settings, Clock clock) {
		this.folder = folder;
		this.settings = settings;
		this.clock = clock;
	}

	/**
	 * Return the files of a hash.
	 * @param hash the hash
	 * @return an archive, or {@code null} where there is none
	 */
	synchronized @Nullable Path find(String hash) {
		Stored found = this.stored.get(hash);
		return (found != null) ? found.path() : null;
	}

	/**
	 * Make a link for an upload.
	 * @param hash what the caller calls it
	 * @param length how long it is
	 * @return the link
	 */
	synchronized Link link(String hash, long length) {
		if (length > this.settings.maxUploadBytes()) {
			throw ApiException
				.invalidRequest("Uploads may have " + this.settings.maxUploadBytes() + " bytes, not " + length)
				.detail("limit", this.settings.maxUploadBytes());
		}
		Instant now = Replies.now(this.clock);
		this.links.values().removeIf((link) -> link.isExpired(now));
		if (this.links.size() >= MAX_LINKS) {
			Iterator<Link> eldest = this.links.values().iterator();
			eldest.next();
			eldest.remove();
		}
		byte[] token = new byte[TOKEN_BYTES];
		this.random.nextBytes(token);
		Link link = new Link(Base64.getUrlEncoder().withoutPadding().encodeToString(token), hash, length,
				now.plus(this.settings.linkLifetime()));
		this.links.put(link.token(), link);
		return link;
	}

	/**
	 * Take an upload in. A link is good for one that arrives whole.
	 * @param token the link's secret
	 * @param length what the request says of its length, negative where it says nothing
	 * @param content the upload
	 * @return completion, when it is kept
	 */
	Mono<Void> receive(String token, long length, Flux<DataBuffer> content) {
		return Mono.defer(() -> {
			Link link = redeem(token, length);
			Path path = makeRoom(link);
			AtomicLong arrived = new AtomicLong();
			Flux<DataBuffer> checked = content.doOnNext((piece) -> {
				if (arrived.addAndGet(piece.readableByteCount()) > link.length()) {
					DataBufferUtils.release(piece);
					throw wrongLength(link, arrived.get());
				}
			});
			return DataBufferUtils.write(checked, path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)
				.then(Mono.<Void>fromRunnable(() -> {
					if (arrived.get() != link.length()) {
						throw wrongLength(link, arrived.get());
					}
					keep(link, path);
				}))
				.doOnError((ex) -> giveUp(link, path))
				.doOnCancel(() -> giveUp(link, path));
		});
	}

	private synchronized Link redeem(String token, long length) {
		Link link = this.links.get(token);
		if (link == null || link.isExpired(this.clock.instant())) {
			throw new ApiException(HttpStatus.FORBIDDEN, "FORBIDDEN",
					"The upload link has expired, was used already, or never existed; ask for a new one");
		}
		if (length < 0) {
			throw new ApiException(HttpStatus.LENGTH_REQUIRED, "INVALID_REQUEST", "An upload needs a Content-Length");
		}
		if (length != link.length()) {
			throw wrongLength(link, length);
		}
		this.links.remove(token);
		return link;
	}

	private static ApiException wrongLength(Link link, long length) {
		return new ApiException(HttpStatus.FORBIDDEN, "FORBIDDEN",
				"The upload has " + length + " bytes, but " + link.length() + " were announced for its link");
	}

	private Path makeRoom(Link link) {
		List<Path> dropped = new ArrayList<>();
		try {
			return reserve(link, dropped);
		}
		finally {
			dropped.forEach(TemplateImage::delete);
		}
	}

	private synchronized Path reserve(Link link, List<Path> dropped) {
		Iterator<Stored> eldest = this.stored.values().iterator();
		while (this.bytes + link.length() > this.settings.maxUploadsBytes() && eldest.hasNext()) {
			Stored each = eldest.next();
			eldest.remove();
			this.bytes -= each.length();
			dropped.add(each.path());
		}
		if (this.bytes + link.length() > this.settings.maxUploadsBytes()) {
			throw new ApiException(HttpStatus.SERVICE_UNAVAILABLE, "SERVICE_UNAVAILABLE",
					"Too many uploads arrive at the same time; try again later");
		}
		this.bytes += link.length();
		return this.folder.resolve("upload-" + this.number++);
	}

	private void keep(Link link, Path path) {
		Stored before = replace(link.hash(), new Stored(path, link.length()));
		if (before != null) {
			TemplateImage.delete(before.path());
		}
	}

	private synchronized @Nullable Stored replace(String hash, Stored upload) {
		Stored before = this.stored.put(hash, upload);
		if (before != null) {
			this.bytes -= before.length();
		}
		return before;
	}

	private void giveUp(Link link, Path path) {
		TemplateImage.delete(path);
		release(link);
	}

	private synchronized void release(Link link) {
		this.bytes -= link.length();
		this.links.put(link.token(), link);
	}

	/**
	 * Leave to upload something.
	 *
	 * @param token the secret in the link
	 * @param hash what the caller calls the upload
	 * @param length how long it is
	 * @param expiresAt when the link ceases to work
	 */
	record Link(String token, String hash, long length, Instant expiresAt) {

		boolean isExpired(Instant now) {
			return !now.isBefore(this.expiresAt);
		}

		@Override
		public String toString() {
			return "Link[hash=" + this.hash + "]";
		}

	}

	private record Stored(Path path, long length) {
	}

}

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

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import ai.hopx.client.model.Page;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The pages of one list, one after the other. A list that goes in circles, or that says
 * that it goes on but not where, ends. Not for use from many threads at once.
 *
 * @param <T> what is listed
 */
public final class Pages<T> {

	/**
	 * How many items to ask for at once: as many as every service allows.
	 */
	public static final int SIZE = 100;

	private static final Log logger = LogFactory.getLog(Pages.class);

	private final String what;

	private final Function<@Nullable String, ? extends Mono<? extends Page<T>>> fetch;

	private final Set<String> cursors = new HashSet<>();

	private volatile @Nullable String cursor;

	private volatile boolean hasNext = true;

	private Pages(String what, Function<@Nullable String, ? extends Mono<? extends Page<T>>> fetch) {
		this.what = what;
		this.fetch = fetch;
	}

	/**
	 * Begin a list.
	 * @param <T> what is listed
	 * @param what what it is called, for the log
	 * @param fetch fetches the page of a cursor, {@code null} for the first
	 * @return its pages
	 */
	public static <T> Pages<T> of(String what, Function<@Nullable String, ? extends Mono<? extends Page<T>>> fetch) {
		return new Pages<>(what, fetch);
	}

	/**
	 * Return whether there is another page.
	 * @return whether to ask for it
	 */
	public boolean hasNext() {
		return this.hasNext;
	}

	/**
	 * Fetch the next page.
	 * @return its items
	 */
	public Mono<List<T>> next() {
		return Mono.defer(() -> this.fetch.apply(this.cursor)).map(this::turn);
	}

	/**
	 * Fetch all pages that there still are, each when it is asked for.
	 * @return their items
	 */
	public Flux<T> items() {
		return Flux.defer(() -> next().flatMapIterable((page) -> page)).repeat(this::hasNext);
	}

	private List<T> turn(Page<T> page) {
		String next = page.nextCursor();
		this.cursor = next;
		this.hasNext = page.hasMore() && next != null && !next.isEmpty() && this.cursors.add(next);
		if (page.hasMore() && !this.hasNext) {
			logger.warn("The service says that the list of %s goes on, but not where: it may be incomplete"
				.formatted(this.what));
		}
		return page.data();
	}

}

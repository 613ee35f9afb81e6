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

package ai.hopx.embedded.control;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToLongFunction;

import org.jspecify.annotations.Nullable;

import org.springframework.web.reactive.function.server.ServerRequest;

import ai.hopx.embedded.web.ApiException;

/**
 * A part of a list. Items have a place that falls from item to item, and a cursor names
 * the place of the last one shown: what is created between two pages shifts nothing.
 *
 * @param limit items a page
 * @param before the place before which the page begins
 */
record Page(int limit, long before) {

	private static final int DEFAULT_LIMIT = 100;

	private static final int MAX_LIMIT = 1000;

	static Page of(ServerRequest request) {
		return new Page(request.queryParam("limit").map(Page::limit).orElse(DEFAULT_LIMIT),
				request.queryParam("cursor")
					.filter((cursor) -> !cursor.isEmpty())
					.map(Page::place)
					.orElse(Long.MAX_VALUE));
	}

	private static int limit(String text) {
		try {
			return (int) Math.max(1, Math.min(MAX_LIMIT, Long.parseLong(text.trim())));
		}
		catch (NumberFormatException ex) {
			throw ApiException.invalidRequest("Parameter 'limit' must be an integer").detail("parameter", "limit");
		}
	}

	private static long place(String cursor) {
		try {
			return Long.parseLong(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII));
		}
		catch (IllegalArgumentException ex) {
			throw ApiException.invalidRequest("Parameter 'cursor' is none of this server's")
				.detail("parameter", "cursor");
		}
	}

	private static String cursor(long place) {
		byte[] text = Long.toString(place).getBytes(StandardCharsets.US_ASCII);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
	}

	/**
	 * Make the reply that shows this page.
	 * @param <T> type of the items
	 * @param items all items, in falling order of their place
	 * @param place the place of an item
	 * @param view what the wire shows of an item
	 * @param url the list's path
	 * @param requestId the request's id
	 * @return the reply
	 */
	<T> Map<String, Object> reply(List<T> items, ToLongFunction<T> place, Function<T, Object> view, String url,
			String requestId) {
		List<T> rest = items.stream().filter((item) -> place.applyAsLong(item) < this.before).toList();
		List<T> shown = rest.subList(0, Math.min(this.limit, rest.size()));
		@Nullable T last = shown.isEmpty() ? null : shown.get(shown.size() - 1);
		Map<String, Object> reply = new LinkedHashMap<>();
		reply.put("object", "list");
		reply.put("data", shown.stream().map(view).toList());
		boolean more = last != null && rest.size() > shown.size();
		reply.put("has_more", more);
		if (last != null && more) {
			reply.put("next_cursor", cursor(place.applyAsLong(last)));
		}
		reply.put("url", url);
		reply.put("request_id", requestId);
		return reply;
	}

}

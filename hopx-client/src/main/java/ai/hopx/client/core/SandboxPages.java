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

package ai.hopx.client.core;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.model.SandboxInfo;
import ai.hopx.client.model.SandboxPage;
import ai.hopx.client.model.SandboxState;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One walk through the pages of a list. For one subscriber, page after page.
 */
final class SandboxPages {

	private static final Log logger = LogFactory.getLog(SandboxPages.class);

	/**
	 * The most that every service of this kind grants.
	 */
	private static final int PAGE_SIZE = 100;

	private final HopxExchange controlPlane;

	private final SandboxFilter filter;

	private final Set<String> cursors = new HashSet<>();

	private volatile @Nullable String cursor;

	private volatile boolean hasNext = true;

	SandboxPages(HopxExchange controlPlane, SandboxFilter filter) {
		this.controlPlane = controlPlane;
		this.filter = filter;
	}

	boolean hasNext() {
		return this.hasNext;
	}

	Mono<List<SandboxInfo>> next() {
		Integer limit = this.filter.limit();
		SandboxState state = this.filter.state();
		HopxRequest request = HopxRequest.to(Endpoint.LIST_SANDBOXES)
			.query("limit", (limit != null) ? Math.min(limit, PAGE_SIZE) : PAGE_SIZE)
			.query("status", (state != null) ? state.value() : null)
			.query("region", this.filter.region())
			.query("cursor", this.cursor)
			.build();
		return this.controlPlane.retrieve(request, SandboxPage.class).map(this::turn);
	}

	/**
	 * A service that promises more without saying where, or that sends to where we were,
	 * would keep us walking for ever.
	 */
	private List<SandboxInfo> turn(SandboxPage page) {
		String next = page.nextCursor();
		this.cursor = next;
		this.hasNext = page.hasMore() && next != null && !next.isEmpty() && this.cursors.add(next);
		if (page.hasMore() && !this.hasNext) {
			logger.warn("The service says that the list of sandboxes goes on, but not where: it may be incomplete");
		}
		return page.data();
	}

}

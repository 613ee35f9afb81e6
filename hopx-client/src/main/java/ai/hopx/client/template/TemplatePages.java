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

package ai.hopx.client.template;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import ai.hopx.client.Endpoint;
import ai.hopx.client.HopxExchange;
import ai.hopx.client.HopxRequest;
import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplatePage;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The pages of one list of templates, one after the other. Not for use from many threads
 * at once.
 */
public final class TemplatePages {

	private static final Log logger = LogFactory.getLog(TemplatePages.class);

	private static final int PAGE_SIZE = 100;

	private final HopxExchange controlPlane;

	private final TemplateFilter filter;

	private final Set<String> cursors = new HashSet<>();

	private volatile @Nullable String cursor;

	private volatile boolean hasNext = true;

	TemplatePages(HopxExchange controlPlane, TemplateFilter filter) {
		this.controlPlane = controlPlane;
		this.filter = filter;
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
	 * @return its templates
	 */
	public Mono<List<Template>> next() {
		HopxRequest request = HopxRequest.to(Endpoint.LIST_TEMPLATES)
			.query("limit", PAGE_SIZE)
			.query("category", this.filter.category())
			.query("language", this.filter.language())
			.query("cursor", this.cursor)
			.build();
		return this.controlPlane.retrieve(request, TemplatePage.class).map(this::turn);
	}

	private List<Template> turn(TemplatePage page) {
		String next = page.nextCursor();
		this.cursor = next;
		this.hasNext = page.hasMore() && next != null && !next.isEmpty() && this.cursors.add(next);
		if (page.hasMore() && !this.hasNext) {
			logger.warn("The service says that the list of templates goes on, but not where: it may be incomplete");
		}
		return page.data().stream().filter(this::isWanted).toList();
	}

	/**
	 * The service does not heed all filters. Of what it leaves out, it is believed.
	 */
	private boolean isWanted(Template template) {
		return isWanted(this.filter.category(), template.category())
				&& isWanted(this.filter.language(), template.language());
	}

	private static boolean isWanted(@Nullable String wanted, @Nullable String found) {
		return wanted == null || found == null
				|| found.toLowerCase(java.util.Locale.ROOT).contains(wanted.toLowerCase(java.util.Locale.ROOT));
	}

}

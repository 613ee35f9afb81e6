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

import java.util.Locale;

import ai.hopx.client.model.Template;
import ai.hopx.client.model.TemplatePage;
import org.jspecify.annotations.Nullable;

/**
 * Which templates to list. Immutable: each method returns a copy.
 *
 * @param category their category, {@code null} for any; {@code custom} for one's own
 * @param language their language, {@code null} for any
 */
public record TemplateFilter(@Nullable String category, @Nullable String language) {

	private static final TemplateFilter ALL = new TemplateFilter(null, null);

	/**
	 * Return the filter that lets all through.
	 * @return the filter
	 */
	public static TemplateFilter all() {
		return ALL;
	}

	/**
	 * Ask for templates of a category.
	 * @param category the category
	 * @return a copy
	 */
	public TemplateFilter category(String category) {
		return new TemplateFilter(category, this.language);
	}

	/**
	 * Ask for templates for a language.
	 * @param language the language
	 * @return a copy
	 */
	public TemplateFilter language(String language) {
		return new TemplateFilter(this.category, language);
	}

	/**
	 * Take off a page what was not asked for: the service does not heed all filters. Of
	 * what it does not tell, it is believed.
	 */
	TemplatePage apply(TemplatePage page) {
		return new TemplatePage(page.data().stream().filter(this::isWanted).toList(), page.hasMore(), page.nextCursor(),
				page.missing());
	}

	private boolean isWanted(Template template) {
		return isWanted(this.category, template.category()) && isWanted(this.language, template.language());
	}

	private static boolean isWanted(@Nullable String wanted, @Nullable String found) {
		return wanted == null || found == null
				|| found.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT));
	}

}

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

import java.time.Instant;
import java.util.List;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.control.Template.TemplateResources;
import ai.hopx.embedded.web.ApiException;

/**
 * The templates that sandboxes can be created from.
 */
final class Templates {

	private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");

	private static final List<String> LANGUAGES = List.of("python", "javascript", "bash", "go");

	private final List<Template> all = List.of(
			builtIn("73", "code-interpreter", "Code Interpreter",
					"Python with variables that persist between runs and rich output; JavaScript, Bash and Go",
					"development", "python", List.of("code-execution", "rich-output", "files"), 100),
			builtIn("1", "base", "Base", "A plain Linux userland with a shell", "base", "bash",
					List.of("code-execution", "files"), 50));

	private static Template builtIn(String id, String name, String displayName, String description, String category,
			String language, List<String> features, int popularity) {
		TemplateResources least = new TemplateResources(1, 512, 1);
		TemplateResources usual = new TemplateResources(2, 2048, 10);
		TemplateResources most = new TemplateResources(8, 16384, 100);
		return new Template(id, "template", name, displayName, description, category, language, usual, least, most,
				features, LANGUAGES, popularity, true, true, "active", id, "0", EPOCH, EPOCH, null);
	}

	List<Template> all() {
		return this.all;
	}

	/**
	 * Find a template.
	 * @param nameOrId its name or id
	 * @return the template
	 * @throws ApiException with status 404 if there is none
	 */
	Template get(String nameOrId) {
		return this.all.stream()
			.filter((template) -> template.id().equals(nameOrId) || template.name().equals(nameOrId))
			.findFirst()
			.orElseThrow(() -> ApiException.notFound("Template '" + nameOrId + "' not found; this server has "
					+ String.join(", ", this.all.stream().map(Template::name).toList())));
	}

	void delete(String nameOrId) {
		Template template = get(nameOrId);
		throw new ApiException(HttpStatus.FORBIDDEN, "FORBIDDEN",
				"Template '" + template.name() + "' is public and cannot be deleted");
	}

}

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

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

import ai.hopx.embedded.build.BuildRequest;
import ai.hopx.embedded.build.Catalog;
import ai.hopx.embedded.build.TemplateImage;
import ai.hopx.embedded.control.Template.TemplateResources;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.Replies;

/**
 * The templates that sandboxes can be created from: those that are built in, and those
 * that callers built. Safe for use from many threads.
 */
final class Templates implements Catalog {

	private static final Instant EPOCH = Instant.parse("2025-01-01T00:00:00Z");

	private static final List<String> LANGUAGES = List.of("python", "javascript", "bash", "go");

	private static final String ORGANIZATION = "1";

	/** Above the ids of the built-in templates. */
	private static final long FIRST_ID = 1001;

	private static final int MAX_CUSTOM = 100;

	private static final String BUILDING = "building";

	private static final String ACTIVE = "active";

	private final Clock clock;

	private final Map<String, Entry> entries = new LinkedHashMap<>();

	private long nextId = FIRST_ID;

	Templates(Clock clock) {
		this.clock = clock;
		put(builtIn("73", "code-interpreter", "Code Interpreter",
				"Python with variables that persist between runs and rich output; JavaScript, Bash and Go",
				"development", "python", List.of("code-execution", "rich-output", "files"), 100));
		put(builtIn("399", "desktop", "Desktop", "A screen with windows, mouse and keyboard that nobody has to look at",
				"desktop", "bash", List.of("code-execution", "files", Template.DESKTOP, "vnc"), 50));
		put(builtIn("1", "base", "Base", "A plain Linux userland with a shell", "base", "bash",
				List.of("code-execution", "files"), 50));
	}

	private void put(Template template) {
		this.entries.put(template.id(), new Entry(template, TemplateImage.NONE, null));
	}

	private static Template builtIn(String id, String name, String displayName, String description, String category,
			String language, List<String> features, int popularity) {
		TemplateResources least = new TemplateResources(1, 512, 1);
		TemplateResources usual = new TemplateResources(2, 2048, 10);
		TemplateResources most = new TemplateResources(8, 16384, 100);
		return new Template(id, "template", name, displayName, description, category, language, usual, least, most,
				features, LANGUAGES, popularity, true, true, ACTIVE, id, "0", EPOCH, EPOCH, null);
	}

	private static Template custom(String id, BuildRequest request, Instant createdAt, Instant now) {
		TemplateResources resources = new TemplateResources(request.cpu(), request.memoryMb(), request.diskGb());
		List<String> features = request.hasDesktop() ? List.of("code-execution", "files", Template.DESKTOP)
				: List.of("code-execution", "files");
		return new Template(id, "template", request.name(), request.name(), "Built from " + request.image(), "custom",
				"", resources, resources, resources, features, List.of(), 0, false, false, BUILDING, id, ORGANIZATION,
				createdAt, now, null);
	}

	/**
	 * Return all templates, those that were made last first.
	 * @return a copy
	 */
	synchronized List<Template> all() {
		return this.entries.values()
			.stream()
			.map(Entry::template)
			.sorted(Comparator.comparingLong((Template template) -> Long.parseLong(template.id())).reversed())
			.toList();
	}

	/**
	 * Find a template.
	 * @param nameOrId its name or id
	 * @return the template
	 * @throws ApiException with status 404 if there is none
	 */
	Template get(String nameOrId) {
		return entry(nameOrId).template();
	}

	private synchronized Entry entry(String nameOrId) {
		Entry entry = find(nameOrId);
		if (entry == null) {
			throw ApiException.notFound("Template '" + nameOrId + "' not found; this server has "
					+ String.join(", ", all().stream().map(Template::name).toList()));
		}
		return entry;
	}

	private @Nullable Entry find(String nameOrId) {
		Entry byId = this.entries.get(nameOrId);
		return (byId != null) ? byId
				: this.entries.values()
					.stream()
					.filter((entry) -> entry.template().name().equals(nameOrId))
					.findFirst()
					.orElse(null);
	}

	/**
	 * Return what sandboxes of a template start with.
	 * @param template the template
	 * @return its image
	 * @throws ApiException with status 409 if it has none yet
	 */
	TemplateImage imageOf(Template template) {
		Entry entry = entry(template.id());
		if (!entry.template().isActive()) {
			throw ApiException
				.conflict("Template '" + template.name() + "' cannot be used: it is " + entry.template().status());
		}
		return entry.image();
	}

	@Override
	public synchronized String begin(BuildRequest request) {
		Instant now = Replies.now(this.clock);
		Entry before = find(request.name());
		if (!request.update()) {
			if (before != null) {
				throw ApiException.conflict("There is a template '" + request.name()
						+ "' already; set 'update' to replace it, or delete it first");
			}
			if (this.entries.values().stream().filter((entry) -> !entry.template().isPublic()).count() >= MAX_CUSTOM) {
				throw new ApiException(HttpStatus.FORBIDDEN, "RESOURCE_LIMIT_ERROR",
						"The limit of " + MAX_CUSTOM + " templates is reached; delete some first")
					.detail("limit", MAX_CUSTOM);
			}
			String id = Long.toString(this.nextId++);
			this.entries.put(id, new Entry(custom(id, request, now, now), TemplateImage.NONE, null));
			return id;
		}
		if (before == null) {
			throw ApiException.notFound("There is no template '" + request.name() + "' to update");
		}
		requireOwn(before.template());
		if (BUILDING.equals(before.template().status())) {
			throw ApiException.conflict("Template '" + request.name() + "' is being built");
		}
		// Sandboxes can go on to be created from what is there
		Template current = before.template();
		Template updated = custom(current.id(), request, current.createdAt(), now);
		this.entries.put(current.id(), new Entry(current.withStatus(BUILDING, current.isActive(), now), before.image(),
				new Update(current, updated)));
		return current.id();
	}

	@Override
	public synchronized void withdraw(String id) {
		Entry entry = this.entries.get(id);
		if (entry != null && entry.update() != null) {
			this.entries.put(id, new Entry(entry.update().before(), entry.image(), null));
		}
		else {
			this.entries.remove(id);
		}
	}

	@Override
	public boolean succeed(String id, TemplateImage image) {
		Entry before = activate(id, image);
		if (before == null) {
			return false;
		}
		before.image().discard();
		return true;
	}

	private synchronized @Nullable Entry activate(String id, TemplateImage image) {
		Entry entry = this.entries.get(id);
		if (entry != null) {
			Template template = (entry.update() != null) ? entry.update().after() : entry.template();
			this.entries.put(id, new Entry(template.withStatus(ACTIVE, true, Replies.now(this.clock)), image, null));
		}
		return entry;
	}

	@Override
	public synchronized void fail(String id) {
		Entry entry = this.entries.get(id);
		if (entry != null) {
			Template template = (entry.update() != null) ? entry.update().before()
					: entry.template().withStatus("failed", false, Replies.now(this.clock));
			this.entries.put(id, new Entry(template, entry.image(), null));
		}
	}

	/**
	 * Delete a template that a caller built.
	 * @param nameOrId its name or id
	 * @param inUse tells whether the template of an id has sandboxes
	 * @return its id
	 * @throws ApiException if it is not there, not the caller's, or in use
	 */
	String delete(String nameOrId, Predicate<String> inUse) {
		Entry removed = remove(nameOrId, inUse);
		removed.image().discard();
		return removed.template().id();
	}

	private synchronized Entry remove(String nameOrId, Predicate<String> inUse) {
		Entry entry = entry(nameOrId);
		requireOwn(entry.template());
		String id = entry.template().id();
		if (inUse.test(id)) {
			throw ApiException
				.conflict("Template '" + entry.template().name() + "' is in use by sandboxes; delete those first");
		}
		this.entries.remove(id);
		return entry;
	}

	private static void requireOwn(Template template) {
		if (template.isPublic()) {
			throw new ApiException(HttpStatus.FORBIDDEN, "FORBIDDEN",
					"Template '" + template.name() + "' is public and cannot be changed or deleted");
		}
	}

	/**
	 * A template and what its sandboxes start with.
	 *
	 * @param template the template
	 * @param image its image
	 * @param update the build that is to replace it, where there is one
	 */
	private record Entry(Template template, TemplateImage image, @Nullable Update update) {
	}

	/**
	 * A template that is built anew.
	 *
	 * @param before what it goes back to when that fails
	 * @param after what it becomes when that succeeds
	 */
	private record Update(Template before, Template after) {
	}

}

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

import java.net.URI;
import java.time.Clock;

import ai.hopx.embedded.runtime.SandboxRuntimes;
import ai.hopx.embedded.web.Routes;

/**
 * The part of the control plane that builds templates.
 */
public final class TemplateBuilds {

	/** Where uploads go: their links are secrets and need no key. */
	public static final String UPLOADS = "/uploads/";

	private final Builds builds;

	private final UploadRoutes uploadRoutes;

	/**
	 * Create it.
	 * @param catalog the templates
	 * @param runtimes where builds get their sandboxes from
	 * @param images starts those
	 * @param settings the limits
	 * @param baseUrl where the control plane is
	 * @param clock the server's clock
	 */
	public TemplateBuilds(Catalog catalog, SandboxRuntimes runtimes, ImageBoot images, BuildSettings settings,
			URI baseUrl, Clock clock) {
		Uploads uploads = new Uploads(runtimes.storage(), settings, clock);
		this.builds = new Builds(catalog, runtimes, images, uploads, settings, clock);
		this.uploadRoutes = new UploadRoutes(uploads, baseUrl);
	}

	/**
	 * Add the routes, which come before those of single templates.
	 * @param routes the control plane's routes
	 */
	public void addTo(Routes routes) {
		new BuildRoutes(this.builds).addTo(routes);
		this.uploadRoutes.addTo(routes);
	}

	/**
	 * End the build of a template, where it still runs, and forget it.
	 * @param templateId the template
	 */
	public void forget(String templateId) {
		this.builds.forget(templateId);
	}

	/**
	 * End all builds and begin no more.
	 */
	public void close() {
		this.builds.close();
	}

}

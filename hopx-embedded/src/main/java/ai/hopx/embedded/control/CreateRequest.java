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

import java.util.Map;

import org.jspecify.annotations.Nullable;

import ai.hopx.embedded.build.TemplateImage;
import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;

/**
 * What a caller wants of a new sandbox.
 *
 * @param template what it is created from
 * @param image what it starts with
 * @param region where it should be
 * @param timeoutSeconds when it ends by itself, or {@code null} for never
 * @param internetAccess whether it may reach a network
 * @param env its environment variables
 */
record CreateRequest(Template template, TemplateImage image, String region, @Nullable Integer timeoutSeconds,
		boolean internetAccess, Map<String, String> env) {

	private static final String DEFAULT_REGION = "local";

	static CreateRequest of(JsonBody body, Templates templates) {
		String selector = body.textOrNumber("template_id");
		if (selector == null || selector.isEmpty()) {
			selector = body.text("template_name");
		}
		if (selector == null || selector.isEmpty()) {
			throw ApiException.invalidRequest("Either 'template_id' or 'template_name' must be given");
		}
		String region = body.text("region");
		// Accepted and without effect, as on the service: resources come from the
		// template
		body.integer("vcpu");
		body.integer("memory_mb");
		body.integer("disk_gb");
		Template template = templates.get(selector);
		return new CreateRequest(template, templates.imageOf(template),
				(region != null && !region.isBlank()) ? region : DEFAULT_REGION, timeoutSeconds(body),
				body.flag("internet_access", true), body.variables("env_vars"));
	}

	/**
	 * Read a time-out.
	 * @param body the request's body
	 * @return the seconds, or {@code null} where it has none
	 */
	static @Nullable Integer timeoutSeconds(JsonBody body) {
		Integer seconds = body.integer("timeout_seconds");
		if (seconds != null && seconds <= 0) {
			throw ApiException.invalidRequest("Field 'timeout_seconds' must be greater than 0")
				.detail("field", "timeout_seconds");
		}
		return seconds;
	}

	@Override
	public String toString() {
		return "CreateRequest[template=" + this.template.name() + "]";
	}

}

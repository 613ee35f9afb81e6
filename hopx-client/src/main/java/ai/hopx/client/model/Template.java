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

package ai.hopx.client.model;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A template as the control plane describes it. Lists leave many fields out.
 *
 * @param id the template's id, digits
 * @param name its name, by which sandboxes are created
 * @param displayName its name for people
 * @param description what it is for
 * @param category what kind it is; {@code custom} for those built by the caller
 * @param language the language that it is made for
 * @param status its state, {@link TemplateStatus#UNKNOWN} where the service named none
 * @param isActive whether sandboxes can be created from it
 * @param isPublic whether it is everybody's
 * @param features what it can do
 * @param tags words to find it by
 * @param defaultResources the size of its sandboxes
 * @param buildId the build that made it
 * @param createdAt when it was made
 * @param updatedAt when its description last changed
 * @param requestId the service's id of the request
 */
public record Template(String id, @Nullable String name, @Nullable String displayName, @Nullable String description,
		@Nullable String category, @Nullable String language, TemplateStatus status, @Nullable Boolean isActive,
		@Nullable Boolean isPublic, List<String> features, List<String> tags,
		@Nullable TemplateResources defaultResources, @Nullable String buildId, @Nullable Instant createdAt,
		@Nullable Instant updatedAt, @Nullable String requestId) implements Checked {

	public Template {
		status = (status != null && StringUtils.hasText(status.value())) ? status : TemplateStatus.UNKNOWN;
		features = Tolerant.list(features);
		tags = Tolerant.list(tags);
	}

	/**
	 * Return whether sandboxes can be created from it now.
	 * @return whether its state is {@link TemplateStatus#ACTIVE} and the service does not
	 * say otherwise
	 */
	public boolean canBeUsed() {
		return this.status.equals(TemplateStatus.ACTIVE) && !Boolean.FALSE.equals(this.isActive);
	}

	@Override
	public @Nullable String missing() {
		return StringUtils.hasText(this.id) ? null : "id";
	}

}

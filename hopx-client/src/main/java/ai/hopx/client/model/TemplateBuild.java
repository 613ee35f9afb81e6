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

import com.fasterxml.jackson.annotation.JsonAlias;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * A build that was started.
 *
 * @param buildId the build's id
 * @param templateId id of the template that it makes; of the same value today
 * @param status its state
 * @param logsUrl path of its log
 * @param requestId the service's id of the request
 */
public record TemplateBuild(@JsonAlias("id") String buildId, @Nullable String templateId,
		@Nullable TemplateStatus status, @Nullable String logsUrl, @Nullable String requestId) implements Checked {

	@Override
	public @Nullable String missing() {
		return StringUtils.hasText(this.buildId) ? null : "build_id";
	}

	/**
	 * Return the id of the template that is built.
	 * @return the id that the service named, else that of the build
	 */
	public String template() {
		return StringUtils.hasText(this.templateId) ? this.templateId : this.buildId;
	}

}

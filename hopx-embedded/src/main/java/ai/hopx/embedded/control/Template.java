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

import org.jspecify.annotations.Nullable;

/**
 * A template as the wire shows it. Lists and {@code display_name} are never null: clients
 * rely on it.
 *
 * @param id digits
 * @param object {@code template}
 * @param name unique name
 * @param displayName name for people
 * @param description what it is for
 * @param category what kind it is
 * @param language its main language
 * @param defaultResources what its sandboxes get
 * @param minResources least that can be asked for
 * @param maxResources most that can be asked for
 * @param features what it can do
 * @param tags words to find it by
 * @param popularityScore how popular it is
 * @param isActive whether sandboxes can be created from it
 * @param isPublic whether it is everybody's
 * @param status its state
 * @param buildId the build it came from
 * @param organizationId whose it is
 * @param createdAt when it was made
 * @param updatedAt when it was last changed
 * @param requestId the request that asks for it
 */
record Template(String id, String object, String name, String displayName, String description, String category,
		String language, TemplateResources defaultResources, TemplateResources minResources,
		TemplateResources maxResources, List<String> features, List<String> tags, int popularityScore, boolean isActive,
		boolean isPublic, String status, String buildId, String organizationId, Instant createdAt, Instant updatedAt,
		@Nullable String requestId) {

	/** The feature that is a screen with windows. */
	static final String DESKTOP = "desktop";

	/**
	 * Tell whether its sandboxes have a desktop.
	 * @return whether that is one of the features
	 */
	boolean hasDesktop() {
		return this.features.contains(DESKTOP);
	}

	Template withRequestId(String requestId) {
		return new Template(this.id, this.object, this.name, this.displayName, this.description, this.category,
				this.language, this.defaultResources, this.minResources, this.maxResources, this.features, this.tags,
				this.popularityScore, this.isActive, this.isPublic, this.status, this.buildId, this.organizationId,
				this.createdAt, this.updatedAt, requestId);
	}

	/**
	 * Return this template in another state.
	 * @param status the state
	 * @param isActive whether sandboxes can be created from it
	 * @param updatedAt the time
	 * @return the changed template
	 */
	Template withStatus(String status, boolean isActive, Instant updatedAt) {
		return new Template(this.id, this.object, this.name, this.displayName, this.description, this.category,
				this.language, this.defaultResources, this.minResources, this.maxResources, this.features, this.tags,
				this.popularityScore, isActive, this.isPublic, status, this.buildId, this.organizationId,
				this.createdAt, updatedAt, this.requestId);
	}

	/**
	 * What a sandbox is made of.
	 *
	 * @param vcpu cores
	 * @param memoryMb memory in MiB
	 * @param diskGb disk in GiB
	 */
	record TemplateResources(int vcpu, int memoryMb, int diskGb) {
	}

}

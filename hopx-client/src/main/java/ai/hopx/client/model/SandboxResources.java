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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * Size of a sandbox, given by its template.
 *
 * @param vcpu number of virtual CPUs
 * @param memoryMb memory in MB
 * @param diskMb disk in MB
 */
public record SandboxResources(@Nullable Integer vcpu, @Nullable Integer memoryMb, @Nullable Long diskMb) {

	private static final int MB_PER_GB = 1024;

	@JsonCreator
	static SandboxResources read(@JsonProperty("vcpu") @Nullable Integer vcpu,
			@JsonProperty("memory_mb") @Nullable Integer memoryMb, @JsonProperty("disk_mb") @Nullable Long diskMb,
			@JsonProperty("disk_gb") @Nullable Long diskGb) {
		return new SandboxResources(vcpu, memoryMb,
				(diskMb == null && diskGb != null) ? Long.valueOf(diskGb * MB_PER_GB) : diskMb);
	}

}

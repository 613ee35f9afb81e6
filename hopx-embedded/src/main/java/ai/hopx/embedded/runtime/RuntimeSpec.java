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

package ai.hopx.embedded.runtime;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What a sandbox is started with.
 *
 * @param id the sandbox's id, already checked: letters, digits, {@code -} and {@code _}
 * @param internetAccess whether its processes may reach a network
 * @param memoryMb memory limit of one process, in MiB
 * @param diskMb limit of all its files together, in MiB
 * @param env variables that every run has, on top of the machine's
 * @param workdir where runs start that name no working directory, once it exists;
 * {@code null} for {@code /workspace}
 */
public record RuntimeSpec(String id, boolean internetAccess, int memoryMb, int diskMb, Map<String, String> env,
		@Nullable String workdir) {

	/**
	 * Create a specification without variables and a working directory of its own.
	 * @param id the sandbox's id
	 * @param internetAccess whether its processes may reach a network
	 * @param memoryMb memory limit of one process, in MiB
	 * @param diskMb limit of all its files together, in MiB
	 */
	public RuntimeSpec(String id, boolean internetAccess, int memoryMb, int diskMb) {
		this(id, internetAccess, memoryMb, diskMb, Map.of(), null);
	}

	@Override
	public String toString() {
		return "RuntimeSpec[id=" + this.id + "]";
	}

}

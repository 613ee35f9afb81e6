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

/**
 * One process of a sandbox.
 *
 * @param pid process id inside the sandbox
 * @param name program name
 * @param command command line
 * @param user user it runs as inside the sandbox
 * @param status state as {@code ps} shows it: {@code running}, {@code sleeping},
 * {@code stopped}, …
 * @param cpuPercent share of one core since it started, in percent
 * @param memoryBytes resident memory in bytes
 */
public record ProcessEntry(long pid, String name, String command, String user, String status, double cpuPercent,
		long memoryBytes) {
}

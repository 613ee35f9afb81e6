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

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * What replies about processes have in common.
 */
final class ProcessReplies {

	private static final double NANOS = 1_000_000_000;

	private ProcessReplies() {
	}

	static ProcessStatus orUnknown(@Nullable ProcessStatus status) {
		return (status != null && StringUtils.hasText(status.value())) ? status : ProcessStatus.UNKNOWN;
	}

	static <T> @Nullable T first(@Nullable T value, @Nullable T other) {
		return (value != null) ? value : other;
	}

	static @Nullable Duration seconds(@Nullable Double seconds) {
		return (seconds != null && seconds >= 0 && seconds < Integer.MAX_VALUE)
				? Duration.ofNanos(Math.round(seconds * NANOS)) : null;
	}

}

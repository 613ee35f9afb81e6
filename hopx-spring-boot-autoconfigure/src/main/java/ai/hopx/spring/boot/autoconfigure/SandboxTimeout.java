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

package ai.hopx.spring.boot.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * How long a sandbox lives: a duration such as {@code 1h} or {@code 90s}, or {@code none}
 * for as long as nobody kills it.
 *
 * @param duration the life time, or {@code null} for {@code none}
 */
public record SandboxTimeout(@Nullable Duration duration) {

	private static final String NONE = "none";

	public SandboxTimeout {
		if (duration != null && duration.compareTo(Duration.ofSeconds(1)) < 0) {
			throw new IllegalArgumentException("must be at least one second, or 'none' for no limit");
		}
	}

	/**
	 * Read the value of a property.
	 * @param value a duration or {@code none}
	 * @return the time-out
	 */
	public static SandboxTimeout valueOf(String value) {
		return NONE.equalsIgnoreCase(value.trim()) ? new SandboxTimeout(null)
				: new SandboxTimeout(DurationStyle.detectAndParse(value.trim()));
	}

	@Override
	public String toString() {
		return (this.duration != null) ? this.duration.toString() : NONE;
	}

}

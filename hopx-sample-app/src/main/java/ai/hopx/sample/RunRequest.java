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

package ai.hopx.sample;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Code to run.
 *
 * @param language the language, such as {@code python}
 * @param code the source text
 */
record RunRequest(@NotBlank(message = "name one, such as python, javascript, bash or go") @Nullable String language,
		@NotBlank(message = "must hold the source text to run") @Size(max = 200_000,
				message = "must not be longer than 200000 characters") @Nullable String code) {
}

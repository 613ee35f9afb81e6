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

package ai.hopx.client;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * What the control plane last said of its rate limit. Other applications with the same
 * key draw on it too, so it is a hint and no promise.
 *
 * @param limit requests allowed in the window of time, or {@code null} where the service
 * did not say
 * @param remaining requests left in it, or {@code null} where the service did not say
 * @param resetAt when it ends, or {@code null} where the service did not say
 * @param observedAt when the reply that said so arrived, by this machine's clock
 */
public record RateLimit(@Nullable Long limit, @Nullable Long remaining, @Nullable Instant resetAt, Instant observedAt) {
}

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

import ai.hopx.client.HopxClient;
import ai.hopx.client.HopxClientBuilder;

/**
 * Changes the auto-configured {@link HopxClient} before it is built. Beans of this type
 * are called in their order, after all properties have been applied, so that the last
 * word is theirs. Customizers of the application's own {@code WebClient} are never
 * applied: what they add would reach a machine that runs untrusted code.
 */
@FunctionalInterface
public interface HopxClientCustomizer {

	/**
	 * Customize the client.
	 * @param builder the builder, with all properties applied
	 */
	void customize(HopxClientBuilder builder);

}

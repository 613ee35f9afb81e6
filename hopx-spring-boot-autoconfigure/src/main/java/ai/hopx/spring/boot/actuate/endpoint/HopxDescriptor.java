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

package ai.hopx.spring.boot.actuate.endpoint;

import java.net.URI;
import java.util.List;

import ai.hopx.client.pool.PoolStatus;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What {@link HopxEndpoint} shows.
 *
 * @param baseUrl URL of the control plane
 * @param pools the pools, by name
 * @param sandboxes the sandboxes that this application made and that are not known to be
 * gone, the oldest first
 */
public record HopxDescriptor(URI baseUrl, List<PoolStatus> pools,
		List<SandboxDescriptor> sandboxes) implements OperationResponseBody {
}

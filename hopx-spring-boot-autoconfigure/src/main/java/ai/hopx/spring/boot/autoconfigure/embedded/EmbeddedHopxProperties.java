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

package ai.hopx.spring.boot.autoconfigure.embedded;

import java.time.Duration;

import ai.hopx.embedded.runtime.Isolation;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Configuration properties for the embedded Hopx server.
 *
 * @param enabled Whether to start a Hopx server inside this application and use it. It
 * runs code on this machine.
 * @param port Port of its control plane on the loopback interface. Use 0 for any free
 * one.
 * @param isolation How code is kept away from this machine: by bubblewrap, not at all, or
 * by bubblewrap where it works.
 * @param bootDelay Time that creating a sandbox takes longer, to imitate the service.
 */
@ConfigurationProperties("hopx.embedded")
public record EmbeddedHopxProperties(@DefaultValue("false") boolean enabled, @DefaultValue("0") int port,
		@DefaultValue("auto") Isolation isolation, @DefaultValue("0s") Duration bootDelay) {
}

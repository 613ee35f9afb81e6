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

package ai.hopx.client.core;

import java.time.Duration;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * What holds where a call says nothing else.
 *
 * @param template name or id of the template; all digits is an id
 * @param region where sandboxes run, {@code null} for the service's choice
 * @param timeout when the service destroys a sandbox, counted from its creation.
 * {@code null} for never
 * @param readyTimeout how long a sandbox may take to run, measured from the reply to its
 * creation, and how long that reply may take
 * @param internetAccess whether sandboxes may reach the internet, {@code null} for the
 * service's choice
 * @param env environment variables of every sandbox
 * @param runTimeout how long code and commands may run
 */
public record SandboxDefaults(String template, @Nullable String region, @Nullable Duration timeout,
		Duration readyTimeout, @Nullable Boolean internetAccess, Map<String, String> env, Duration runTimeout) {

	private static final SandboxDefaults STANDARD = new SandboxDefaults("code-interpreter", null, Duration.ofHours(1),
			Duration.ofSeconds(60), null, Map.of(), Duration.ofSeconds(120));

	public SandboxDefaults {
		Assert.hasText(template, "'template' must not be empty");
		if (timeout != null) {
			Arguments.positive(timeout, "The time-out of sandboxes");
		}
		Arguments.positive(readyTimeout, "The time for a sandbox to run");
		Arguments.positive(runTimeout, "The time-out of runs");
		env = Arguments.unmasked(env);
	}

	/**
	 * Return the defaults of the defaults: template {@code code-interpreter}, a life of
	 * an hour, 60 s to run, 120 s for code.
	 * @return the defaults
	 */
	public static SandboxDefaults standard() {
		return STANDARD;
	}

	/**
	 * Which template is meant.
	 */
	String template(SandboxSpec spec) {
		return (spec.template() != null) ? spec.template() : this.template;
	}

	/**
	 * Fill in which template and region are meant: what tells one kind of sandbox from
	 * another.
	 */
	SandboxSpec place(SandboxSpec spec) {
		Arguments.present(spec, "The spec of a sandbox must not be null: use SandboxSpec.defaults()");
		String region = (spec.region() != null) ? spec.region() : this.region;
		return new SandboxSpec(template(spec), region, spec.timeout(), spec.unlimited(), spec.internetAccess(),
				spec.env(), spec.resources());
	}

	/**
	 * Fill in everything that the spec leaves open.
	 */
	SandboxSpec complete(SandboxSpec spec) {
		SandboxSpec placed = place(spec);
		Duration timeout = (spec.timeout() != null) ? spec.timeout() : this.timeout;
		boolean unlimited = spec.unlimited() || timeout == null;
		Boolean internetAccess = (spec.internetAccess() != null) ? spec.internetAccess() : this.internetAccess;
		return new SandboxSpec(placed.template(), placed.region(), unlimited ? null : timeout, unlimited,
				internetAccess, Arguments.with(this.env, spec.env()), spec.resources());
	}

	@Override
	public String toString() {
		return "SandboxDefaults[template=%s, region=%s, timeout=%s, readyTimeout=%s, internetAccess=%s, env=%s, runTimeout=%s]"
			.formatted(this.template, this.region, this.timeout, this.readyTimeout, this.internetAccess,
					this.env.keySet(), this.runTimeout);
	}

}

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
import java.util.Collections;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What sandbox to create. What it leaves open is taken from {@link SandboxDefaults}.
 * Immutable: each method returns a copy.
 *
 * @param template name or id of the template; all digits is an id. {@code null} for the
 * default
 * @param region where to run it, {@code null} for the default
 * @param timeout when the service destroys it, counted from its creation. {@code null}
 * for the default
 * @param unlimited whether the service never destroys it by itself
 * @param internetAccess whether it may reach the internet, {@code null} for the default
 * @param env environment variables, added to those of the defaults
 * @param resources its size, {@code null} for the template's
 */
public record SandboxSpec(@Nullable String template, @Nullable String region, @Nullable Duration timeout,
		boolean unlimited, @Nullable Boolean internetAccess, Map<String, String> env, @Nullable Resources resources) {

	private static final SandboxSpec DEFAULTS = new SandboxSpec(null, null, null, false, null, Map.of(), null);

	public SandboxSpec {
		if (template != null) {
			Arguments.text(template, "The name of a template must not be empty: leave it out for the default");
		}
		if (timeout != null) {
			Arguments.positive(timeout, "The time-out of a sandbox");
		}
		env = Arguments.unmasked(env);
	}

	/**
	 * Return a spec that leaves everything to the defaults.
	 * @return the spec
	 */
	public static SandboxSpec defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a spec for a template.
	 * @param template name or id of the template, such as {@code code-interpreter}. All
	 * digits is taken for an id
	 * @return the spec
	 */
	public static SandboxSpec template(String template) {
		return new SandboxSpec(template, null, null, false, null, Map.of(), null);
	}

	/**
	 * Set where to run the sandbox.
	 * @param region name of the region
	 * @return a copy
	 */
	public SandboxSpec region(String region) {
		return new SandboxSpec(this.template, region, this.timeout, this.unlimited, this.internetAccess, this.env,
				this.resources);
	}

	/**
	 * Set when the service destroys the sandbox, whatever becomes of this application.
	 * @param timeout the time from its creation, rounded up to whole seconds
	 * @return a copy
	 */
	public SandboxSpec timeout(Duration timeout) {
		return new SandboxSpec(this.template, this.region, timeout, false, this.internetAccess, this.env,
				this.resources);
	}

	/**
	 * Let the sandbox live until it is killed. If this application dies first it lives,
	 * and costs, for ever.
	 * @return a copy
	 */
	public SandboxSpec withoutTimeout() {
		return new SandboxSpec(this.template, this.region, null, true, this.internetAccess, this.env, this.resources);
	}

	/**
	 * Set whether the sandbox may reach the internet.
	 * @param internetAccess whether it may
	 * @return a copy
	 */
	public SandboxSpec internetAccess(boolean internetAccess) {
		return new SandboxSpec(this.template, this.region, this.timeout, this.unlimited, internetAccess, this.env,
				this.resources);
	}

	/**
	 * Add an environment variable.
	 * @param name its name
	 * @param value its value
	 * @return a copy
	 */
	public SandboxSpec env(String name, String value) {
		return env(Collections.singletonMap(name, value));
	}

	/**
	 * Add environment variables.
	 * @param env the variables by name
	 * @return a copy
	 */
	public SandboxSpec env(Map<String, String> env) {
		return new SandboxSpec(this.template, this.region, this.timeout, this.unlimited, this.internetAccess,
				Arguments.with(this.env, env), this.resources);
	}

	/**
	 * Ask for a size. The service ignores it today: a sandbox has the size of its
	 * template.
	 * @param vcpu number of virtual CPUs
	 * @param memoryMb memory in MB
	 * @param diskGb disk in GB
	 * @return a copy
	 */
	public SandboxSpec resources(int vcpu, int memoryMb, int diskGb) {
		return new SandboxSpec(this.template, this.region, this.timeout, this.unlimited, this.internetAccess, this.env,
				new Resources(vcpu, memoryMb, diskGb));
	}

	@Override
	public String toString() {
		return "SandboxSpec[template=%s, region=%s, timeout=%s, internetAccess=%s, env=%s, resources=%s]".formatted(
				this.template, this.region, this.unlimited ? "unlimited" : this.timeout, this.internetAccess,
				this.env.keySet(), this.resources);
	}

	/**
	 * Size of a sandbox.
	 *
	 * @param vcpu number of virtual CPUs
	 * @param memoryMb memory in MB
	 * @param diskGb disk in GB
	 */
	public record Resources(int vcpu, int memoryMb, int diskGb) {

		public Resources {
			if (vcpu < 1 || memoryMb < 1 || diskGb < 1) {
				throw Arguments.invalid("The size of a sandbox must be at least 1 vCPU, 1 MB and 1 GB");
			}
		}

	}

}

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

package ai.hopx.embedded.agent;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * The environment variables of one sandbox: those that callers set, over those that it
 * has by itself. Safe for use from many threads.
 */
final class SandboxEnvironment {

	/** What a hidden value looks like. */
	static final String MASK = "***MASKED***";

	private static final Set<String> SECRET = Set.of("KEY", "SECRET", "PASSWORD", "PASSWD", "TOKEN", "CREDENTIAL",
			"PRIVATE");

	private final Map<String, String> variables = new LinkedHashMap<>();

	private Map<String, String> base = Map.of();

	SandboxEnvironment(Map<String, String> variables) {
		replace(variables);
	}

	/**
	 * Set what the sandbox has by itself.
	 * @param base variables by name
	 */
	synchronized void base(Map<String, String> base) {
		this.base = base;
	}

	/**
	 * Return what callers set.
	 * @return a copy
	 */
	synchronized Map<String, String> variables() {
		return new LinkedHashMap<>(this.variables);
	}

	/**
	 * Return the variables of one run.
	 * @param own the run's own, which win
	 * @return own and global variables
	 */
	Map<String, String> with(Map<String, String> own) {
		Map<String, String> merged = variables();
		merged.putAll(own);
		return merged;
	}

	/**
	 * Return everything as callers see it.
	 * @param masked whether values of secret-looking names are hidden
	 * @return the variables by name, in alphabetical order
	 */
	synchronized Map<String, String> view(boolean masked) {
		Map<String, String> view = new TreeMap<>(this.base);
		view.putAll(this.variables);
		if (masked) {
			view.replaceAll((name, value) -> isSecret(name) ? MASK : value);
		}
		return view;
	}

	@Nullable String get(String name, boolean masked) {
		return view(masked).get(name);
	}

	synchronized void replace(Map<String, String> replacement) {
		Map<String, String> before = variables();
		this.variables.clear();
		replacement.forEach((name, value) -> put(name, value, before));
	}

	synchronized void merge(Map<String, String> changes) {
		Map<String, String> before = variables();
		changes.forEach((name, value) -> put(name, value, before));
	}

	private void put(String name, String value, Map<String, String> before) {
		String known = before.get(name);
		if (MASK.equals(value) && known != null) {
			// Some clients write back what they read: the value they mean is the old one
			this.variables.put(name, known);
		}
		else if (value.equals(this.base.get(name))) {
			// Written back as it was read: it goes on to follow the sandbox
			this.variables.remove(name);
		}
		else {
			this.variables.put(name, value);
		}
	}

	synchronized void clear() {
		this.variables.clear();
	}

	synchronized void remove(String name) {
		this.variables.remove(name);
	}

	private static boolean isSecret(String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		return SECRET.stream().anyMatch(upper::contains);
	}

}

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

package ai.hopx.client.pool;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.HopxError;
import ai.hopx.client.HopxValidationException;
import ai.hopx.client.core.SandboxSpec;
import org.jspecify.annotations.Nullable;

/**
 * What a borrower wants of a sandbox beyond what its pool has prepared. Applied as it is
 * handed over, so that no sandbox that waits holds any borrower's secrets. Immutable:
 * each method returns a copy.
 */
public final class AcquireRequest {

	private static final AcquireRequest DEFAULTS = new AcquireRequest(Map.of(), Map.of(), null);

	private final Map<String, String> env;

	private final Map<String, byte[]> files;

	private final @Nullable Duration timeout;

	private AcquireRequest(Map<String, String> env, Map<String, byte[]> files, @Nullable Duration timeout) {
		// The rules for variables are those of a spec
		this.env = SandboxSpec.defaults().env(env).env();
		this.files = Collections.unmodifiableMap(files);
		this.timeout = timeout;
	}

	/**
	 * Return a request for a sandbox as the pool has prepared it.
	 * @return the request
	 */
	public static AcquireRequest defaults() {
		return DEFAULTS;
	}

	/**
	 * Set an environment variable in the sandbox: {@code PATCH /env}.
	 * @param name its name
	 * @param value its value
	 * @return a copy
	 */
	public AcquireRequest env(String name, String value) {
		return env(Collections.singletonMap(name, value));
	}

	/**
	 * Set environment variables in the sandbox: {@code PATCH /env}.
	 * @param env the variables by name
	 * @return a copy
	 */
	public AcquireRequest env(Map<String, String> env) {
		return new AcquireRequest(SandboxSpec.defaults().env(this.env).env(env).env(), this.files, this.timeout);
	}

	/**
	 * Write a file in the sandbox: {@code POST /files/write}.
	 * @param path where, such as {@code /workspace/data.csv}
	 * @param text what, in UTF-8
	 * @return a copy
	 */
	public AcquireRequest file(String path, String text) {
		return file(path, present(text, "Give the text of the file").getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Write a file in the sandbox: {@code POST /files/write}.
	 * @param path where, such as {@code /workspace/model.bin}
	 * @param bytes what
	 * @return a copy
	 */
	public AcquireRequest file(String path, byte[] bytes) {
		Map<String, byte[]> all = new LinkedHashMap<>(this.files);
		all.put(present(path, "Name a path in the sandbox, such as '/workspace/data.csv'"),
				present(bytes, "Give the content of the file").clone());
		return new AcquireRequest(this.env, all, this.timeout);
	}

	/**
	 * Set how long to wait for a sandbox, in place of the pool's
	 * {@link PoolSettings#acquireTimeout()}.
	 * @param timeout the time, what is applied at hand-over included
	 * @return a copy
	 */
	public AcquireRequest timeout(Duration timeout) {
		return new AcquireRequest(this.env, this.files,
				HopxValidationException.requirePositive(timeout, "The wait for a sandbox"));
	}

	Map<String, String> env() {
		return this.env;
	}

	Map<String, byte[]> files() {
		return this.files;
	}

	@Nullable Duration timeout() {
		return this.timeout;
	}

	boolean wantsNothing() {
		return this.env.isEmpty() && this.files.isEmpty();
	}

	private static <T> T present(@Nullable T value, String advice) {
		if (value == null) {
			throw new HopxValidationException(advice, HopxError.of(null));
		}
		return value;
	}

	/**
	 * Names only: values are secrets.
	 */
	@Override
	public String toString() {
		return "AcquireRequest[env=%s, files=%s, timeout=%s]".formatted(this.env.keySet(), this.files.keySet(),
				this.timeout);
	}

}

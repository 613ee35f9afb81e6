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

package ai.hopx.spring.boot.actuate.metrics;

import java.util.regex.Pattern;

/**
 * The first keys of snapshots that come. They are from agents, which are not to be
 * trusted.
 */
final class SnapshotKeys {

	private static final Pattern USUAL = Pattern.compile("[A-Za-z0-9_./:-]{1,100}");

	private final FirstNames keys = new FirstNames();

	/**
	 * Return whether a key may be a tag.
	 */
	boolean admit(String key) {
		return USUAL.matcher(key).matches() && this.keys.admit(key);
	}

}

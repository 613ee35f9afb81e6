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

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The first names that come, as many as make good tags. Safe for use from many threads,
 * each of which gets the same answer for a name, and for ever.
 */
final class FirstNames {

	static final int MAX = 100;

	private final Set<String> names = ConcurrentHashMap.newKeySet();

	/**
	 * Return whether a name is one of them.
	 */
	boolean admit(String name) {
		return this.names.contains(name) || add(name);
	}

	private synchronized boolean add(String name) {
		return this.names.contains(name) || (this.names.size() < MAX && this.names.add(name));
	}

}

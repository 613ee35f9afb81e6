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

package ai.hopx.spring.boot.autoconfigure.pool;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The names below {@code hopx.pools}, before there are any beans.
 */
final class SandboxPoolNames {

	private SandboxPoolNames() {
	}

	static Set<String> of(Environment environment) {
		Bindable<Map<String, SandboxPoolProperties.Pool>> pools = Bindable.mapOf(String.class,
				SandboxPoolProperties.Pool.class);
		return Binder.get(environment)
			.bind("hopx.pools", pools)
			.map((found) -> new TreeSet<>(found.keySet()))
			.orElseGet(TreeSet::new);
	}

}

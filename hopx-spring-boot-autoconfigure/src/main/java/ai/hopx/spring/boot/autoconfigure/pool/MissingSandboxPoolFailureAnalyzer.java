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

import java.util.Set;

import ai.hopx.client.pool.ReactiveSandboxPool;
import ai.hopx.client.pool.SandboxPool;
import ai.hopx.client.pool.SandboxPools;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.beans.factory.NoUniqueBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Tells which key makes the pool that somebody wants injected.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingSandboxPoolFailureAnalyzer extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

	private static final Set<Class<?>> TYPES = Set.of(SandboxPool.class, ReactiveSandboxPool.class, SandboxPools.class);

	private final Environment environment;

	MissingSandboxPoolFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, NoSuchBeanDefinitionException cause) {
		if (cause instanceof NoUniqueBeanDefinitionException || cause.getBeanType() == null
				|| !TYPES.contains(cause.getBeanType())) {
			return null;
		}
		Set<String> names = SandboxPoolNames.of(this.environment);
		String type = cause.getBeanType().getSimpleName();
		if (names.isEmpty()) {
			return new FailureAnalysis("A %s is to be injected, but no pool is configured.".formatted(type),
					"Set 'hopx.pools.<name>.template', such as 'hopx.pools.default.template=code-interpreter'.", cause);
		}
		return new FailureAnalysis(
				"A %s is to be injected that is none of the configured pools %s.".formatted(type, names),
				"Qualify it with one of these names, or set 'hopx.pools.<name>.template' for its name.", cause);
	}

}

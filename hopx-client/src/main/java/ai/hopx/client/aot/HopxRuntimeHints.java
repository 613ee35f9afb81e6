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

package ai.hopx.client.aot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.MethodMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;
import org.springframework.core.type.classreading.SimpleMetadataReaderFactory;
import org.springframework.util.ClassUtils;

/**
 * What a native image must keep of this library: all that Jackson reads and writes, and
 * the file that holds the version. The library's classes are looked through where an
 * application is prepared, not where it runs, so that a new record needs no line here.
 */
class HopxRuntimeHints implements RuntimeHintsRegistrar {

	private static final String CLASSES = "classpath*:ai/hopx/client/**/*.class";

	private static final String JACKSON = "com.fasterxml.jackson.annotation.";

	private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("ai/hopx/client/client.properties");
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver(classLoader);
		MetadataReaderFactory readers = new SimpleMetadataReaderFactory(resolver);
		try {
			for (Resource resource : resolver.getResources(CLASSES)) {
				MetadataReader reader = readers.getMetadataReader(resource);
				if (isBound(reader.getAnnotationMetadata())) {
					register(hints, ClassUtils.resolveClassName(reader.getClassMetadata().getClassName(), classLoader));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void register(RuntimeHints hints, Class<?> type) {
		this.binding.registerReflectionHints(hints.reflection(), type);
		// Factory methods, of which the above knows nothing
		hints.reflection().registerType(type, MemberCategory.INVOKE_DECLARED_METHODS);
	}

	private static boolean isBound(AnnotationMetadata type) {
		return Record.class.getName().equals(type.getSuperClassName()) || hasJackson(type.getAnnotationTypes())
				|| type.getDeclaredMethods().stream().anyMatch(HopxRuntimeHints::isBound);
	}

	private static boolean isBound(MethodMetadata method) {
		return method.getAnnotations().stream().anyMatch((annotation) -> isJackson(annotation.getType().getName()));
	}

	private static boolean hasJackson(Set<String> annotations) {
		return annotations.stream().anyMatch(HopxRuntimeHints::isJackson);
	}

	private static boolean isJackson(String annotation) {
		return annotation.startsWith(JACKSON);
	}

}

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

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

import ai.hopx.client.HopxExchange;
import ai.hopx.client.model.SandboxInfo;
import com.fasterxml.jackson.annotation.JacksonAnnotation;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * All that the library has read or written by Jackson can be so in a native image. What
 * that is, is found by other means than {@link HopxRuntimeHints} finds it by: by what the
 * library's own code hands to Jackson.
 */
class HopxRuntimeHintsTests {

	private static final String LIBRARY = "ai.hopx.client";

	private static RuntimeHints hints;

	@BeforeAll
	static void register() {
		hints = new RuntimeHints();
		registrars()
			.forEach((registrar) -> registrar.registerHints(hints, HopxRuntimeHintsTests.class.getClassLoader()));
	}

	@Test
	void isFoundBySpring() {
		assertThat(registrars()).hasAtLeastOneElementOfType(HopxRuntimeHints.class);
	}

	@Test
	void findsWhatJacksonIsGiven() {
		assertThat(jacksonTypes()).contains(SandboxInfo.class).hasSizeGreaterThan(15);
	}

	@ParameterizedTest
	@MethodSource("jacksonTypes")
	void coversWhatJacksonIsGiven(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(type)
			.withMemberCategories(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS, MemberCategory.ACCESS_DECLARED_FIELDS))
			.as("hints for %s", type.getName())
			.accepts(hints);
		for (Method method : bound(type)) {
			assertThat(RuntimeHintsPredicates.reflection().onMethodInvocation(method)).as("hints for %s", method)
				.accepts(hints);
		}
	}

	@Test
	void coversTheVersion() {
		assertThat(RuntimeHintsPredicates.resource().forResource("ai/hopx/client/client.properties")).accepts(hints);
	}

	/**
	 * Types of the library that its code names where it calls {@code retrieve} or
	 * Jackson, those with an annotation of Jackson's, all records of the model, and what
	 * all these are made of.
	 */
	static Collection<Class<?>> jacksonTypes() {
		JavaClasses library = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages(LIBRARY);
		Set<Class<?>> types = new LinkedHashSet<>();
		Deque<Class<?>> open = new ArrayDeque<>();
		library.stream().flatMap(HopxRuntimeHintsTests::given).map(JavaClass::reflect).forEach(open::add);
		while (!open.isEmpty()) {
			Class<?> type = open.remove();
			if (type.getPackageName().startsWith(LIBRARY) && !type.isInterface() && types.add(type)) {
				parts(type).forEach(open::add);
			}
		}
		return types;
	}

	private static Stream<JavaClass> given(JavaClass type) {
		boolean itself = type.isAssignableTo(Record.class) && type.getPackageName().equals(LIBRARY + ".model")
				|| type.isMetaAnnotatedWith(JacksonAnnotation.class)
				|| type.getMembers().stream().anyMatch((member) -> member.isMetaAnnotatedWith(JacksonAnnotation.class));
		Stream<JavaClass> arguments = type.getCodeUnits()
			.stream()
			.filter(HopxRuntimeHintsTests::callsJackson)
			.flatMap((unit) -> unit.getReferencedClassObjects().stream())
			.map(ReferencedClassObject::getRawType)
			// Named beside a call, to handle its failures
			.filter((named) -> !named.isAssignableTo(Throwable.class));
		return itself ? Stream.concat(Stream.of(type), arguments) : arguments;
	}

	private static boolean callsJackson(JavaCodeUnit unit) {
		return unit.getMethodCallsFromSelf()
			.stream()
			.anyMatch((call) -> call.getTargetOwner().getPackageName().startsWith("tools.jackson")
					|| call.getName().equals("retrieve") && call.getTargetOwner().isAssignableTo(HopxExchange.class));
	}

	private static Stream<Class<?>> parts(Class<?> type) {
		Stream<Type> components = type.isRecord()
				? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getGenericType) : Stream.empty();
		Stream<Type> parameters = Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> method.isAnnotationPresent(JsonCreator.class))
			.flatMap((method) -> Arrays.stream(method.getGenericParameterTypes()));
		return Stream.concat(components, parameters).map(ResolvableType::forType).flatMap(HopxRuntimeHintsTests::flat);
	}

	private static Stream<Class<?>> flat(ResolvableType type) {
		return Stream.concat(Stream.of(type.toClass()),
				Arrays.stream(type.getGenerics()).flatMap(HopxRuntimeHintsTests::flat));
	}

	private static Iterable<Method> bound(Class<?> type) {
		return Arrays.stream(type.getDeclaredMethods())
			.filter((method) -> isAccessor(type, method)
					|| AnnotatedElementUtils.isAnnotated(method, JacksonAnnotation.class))
			.toList();
	}

	private static boolean isAccessor(Class<?> type, Method method) {
		return type.isRecord() && !Modifier.isStatic(method.getModifiers()) && Arrays.stream(type.getRecordComponents())
			.anyMatch((component) -> component.getAccessor().equals(method));
	}

	private static Iterable<RuntimeHintsRegistrar> registrars() {
		return SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
			.load(RuntimeHintsRegistrar.class);
	}

}

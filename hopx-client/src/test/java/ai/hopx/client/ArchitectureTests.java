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

package ai.hopx.client;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/**
 * How the library is laid out.
 */
class ArchitectureTests {

	private static JavaClasses library;

	@BeforeAll
	static void load() {
		library = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
			.importPackages("ai.hopx.client");
	}

	@Test
	void packagesFormNoCycle() {
		slices().matching("ai.hopx.(**)").should().beFreeOfCycles().check(library);
	}

	@Test
	void theSeamKnowsOnlyTheModelAndWhatIsObserved() {
		noClasses().that(resideInAPackage("ai.hopx.client"))
			.should()
			.dependOnClassesThat(resideInAPackage("ai.hopx..")
				.and(not(resideInAnyPackage("ai.hopx.client", "ai.hopx.client.model", "ai.hopx.client.observation"))))
			.check(library);
	}

	@Test
	void theModelKnowsNothingOfOurs() {
		noClasses().that(resideInAPackage("ai.hopx.client.model"))
			.should()
			.dependOnClassesThat(resideInAPackage("ai.hopx..").and(not(resideInAPackage("ai.hopx.client.model"))))
			.check(library);
	}

	@Test
	void whatIsObservedKnowsNothingOfOurs() {
		noClasses().that(resideInAPackage("ai.hopx.client.observation"))
			.should()
			.dependOnClassesThat(resideInAPackage("ai.hopx..").and(not(resideInAPackage("ai.hopx.client.observation"))))
			.check(library);
	}

	@Test
	void theDesktopKnowsOnlyTheSeamAndTheModel() {
		noClasses().that(resideInAPackage("ai.hopx.client.desktop"))
			.should()
			.dependOnClassesThat(resideInAPackage("ai.hopx..")
				.and(not(resideInAnyPackage("ai.hopx.client", "ai.hopx.client.model", "ai.hopx.client.desktop"))))
			.check(library);
	}

	@Test
	void nothingKnowsSpringBoot() {
		noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.boot..").check(library);
	}

	@Test
	void nothingKnowsTheOldJackson() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("com.fasterxml.jackson.databind..", "com.fasterxml.jackson.core..")
			.check(library);
	}

	@Test
	void onlyTheSeamSpeaksHttp() {
		noClasses().that()
			.resideOutsideOfPackage("ai.hopx.client")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.web.reactive.function.client..", "reactor.netty..", "io.netty..")
			.check(library);
	}

	@Test
	void onlyTheBlockingFaceWaits() {
		noClasses().that()
			.haveSimpleNameNotStartingWith("Blocking")
			.should()
			.callMethodWhere(target(nameMatching("block(First|Last|Optional)?|toIterable|toStream"))
				.and(target(owner(resideInAPackage("reactor.core.publisher")))))
			.orShould()
			.callMethodWhere(target(nameMatching("get|join|await|acquire|sleep|take"))
				.and(target(owner(resideInAPackage("java.util.concurrent").or(type(Thread.class))))))
			.check(library);
	}

	@Test
	void everyPackageSaysWhatMayBeNull() {
		classes().that().areNotAnonymousClasses().should(new ArchCondition<>("be in a package marked @NullMarked") {

			@Override
			public void check(JavaClass type, ConditionEvents events) {
				if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
					events.add(SimpleConditionEvent.violated(type, type.getName() + " is in a package without it"));
				}
			}

		}).check(library);
	}

}

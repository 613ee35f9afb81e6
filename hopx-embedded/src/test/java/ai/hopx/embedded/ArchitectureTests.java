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

package ai.hopx.embedded;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	private static final String ROOT = "ai.hopx.embedded";

	private static JavaClasses classes;

	@BeforeAll
	static void read() {
		// Names are enough: what our classes depend on need not be read as well
		ArchConfiguration.withThreadLocalScope((configuration) -> {
			configuration.setResolveMissingDependenciesFromClassPath(false);
			classes = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
				.importPackages(ROOT);
		});
	}

	@Test
	void packagesHaveNoCycles() {
		slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(classes);
	}

	@Test
	void arrowsPointDown() {
		noClasses().that()
			.resideInAnyPackage(ROOT + ".control..", ROOT + ".agent..", ROOT + ".runtime..", ROOT + ".web..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT)
			.check(classes);
		noClasses().that()
			.resideInAPackage(ROOT + ".runtime..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + ".web..", "reactor.netty..", "org.springframework.http..")
			.check(classes);
		noClasses().that()
			.resideInAPackage(ROOT + ".desktop..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + ".control..", ROOT + ".agent..", ROOT + ".web..", "org.springframework.http..",
					"java.awt..", "javax.imageio..")
			.check(classes);
		noClasses().that()
			.resideInAPackage(ROOT + ".web..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".runtime..")
			.check(classes);
	}

	@Test
	void faultsAndLedgerKnowOnlyTheWeb() {
		noClasses().that()
			.resideInAnyPackage(ROOT + ".fault..", ROOT + ".ledger..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + ".control..", ROOT + ".agent..", ROOT + ".runtime..")
			.check(classes);
	}

	@Test
	void neitherBootNorTheClient() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.springframework.boot..", "ai.hopx.client..")
			.check(classes);
	}

	@Test
	void theDoorIsSmall() {
		assertThat(classes.stream()
			.filter((type) -> ROOT.equals(type.getPackageName()) && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName))
			.containsExactlyInAnyOrder("EmbeddedHopx", "EmbeddedHopxSettings", "Builder", "EmbeddedHopxMain", "Quotas");
	}

}

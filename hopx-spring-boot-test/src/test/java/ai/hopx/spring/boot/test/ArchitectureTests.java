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

package ai.hopx.spring.boot.test;

import java.io.File;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathFactory;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is optional stays so: few classes need it, and users do not get it.
 */
class ArchitectureTests {

	private static final String ROOT = "ai.hopx.spring.boot.test";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void packagesDoNotKnowEachOther() {
		slices().matching(ROOT + ".(**)").should().notDependOnEachOther().check(CLASSES);
	}

	@Test
	void onlyStubsNeedWireMock() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT + ".wiremock")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("com.github.tomakehurst.wiremock..")
			.check(CLASSES);
	}

	@Test
	void stubsNeedNoTestFrameworkAndNoClient() {
		noClasses().that()
			.resideInAPackage(ROOT + ".wiremock")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.junit..", "org.springframework.boot..", "ai.hopx.client..", "ai.hopx.embedded..")
			.check(CLASSES);
	}

	@Test
	void onlyTheConnectionDetailsNeedTheAutoConfiguration() {
		noClasses().that()
			.doNotHaveSimpleName("EmbeddedHopxConnectionDetails")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("ai.hopx.spring.boot.autoconfigure..")
			.check(CLASSES);
	}

	@Test
	void onlyTheTemplatesOfTheExtensionNeedTheClient() {
		noClasses().that()
			.doNotHaveSimpleName("ServerClient")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("ai.hopx.client..")
			.check(CLASSES);
	}

	@Test
	void usersGetTheServerAndTheTestContextsOfBoot() throws Exception {
		Document pom = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new File("pom.xml"));
		XPath xpath = XPathFactory.newDefaultInstance().newXPath();
		String transitive = "/project/dependencies/dependency[not(scope = 'test') and not(optional = 'true')]";
		assertThat(xpath.evaluate("count(" + transitive + ")", pom)).isEqualTo("3");
		for (String artifact : new String[] { "hopx-embedded", "spring-boot-test", "jspecify" }) {
			assertThat(xpath.evaluate("count(" + transitive + "[artifactId = '" + artifact + "'])", pom)).as(artifact)
				.isEqualTo("1");
		}
	}

}

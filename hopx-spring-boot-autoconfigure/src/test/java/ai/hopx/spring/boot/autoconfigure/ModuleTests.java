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

package ai.hopx.spring.boot.autoconfigure;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The auto-configuration brings nothing by itself: what an application gets is the
 * starter's decision.
 */
class ModuleTests {

	@Test
	void everyDependencyIsOptional() throws Exception {
		assertThat(artifacts("/project/dependencies/dependency[not(scope = 'test')]")).isNotEmpty();
		assertThat(artifacts("/project/dependencies/dependency[not(scope = 'test') and not(optional = 'true')]"))
			.isEmpty();
	}

	private static List<String> artifacts(String expression) throws Exception {
		Document pom = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(new File("pom.xml"));
		XPath xpath = XPathFactory.newDefaultInstance().newXPath();
		NodeList nodes = (NodeList) xpath.evaluate(expression + "/artifactId", pom, XPathConstants.NODESET);
		List<String> artifacts = new ArrayList<>();
		for (int i = 0; i < nodes.getLength(); i++) {
			artifacts.add(nodes.item(i).getTextContent());
		}
		return artifacts;
	}

}

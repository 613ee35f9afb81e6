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

package ai.hopx.spring.boot.autoconfigure.docs;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@code hopx.*} keys, as the build's metadata has them.
 */
final class ConfigurationKeys {

	private static final String METADATA = "META-INF/spring-configuration-metadata.json";

	private ConfigurationKeys() {
	}

	static List<Key> all() {
		try {
			Enumeration<URL> resources = ConfigurationKeys.class.getClassLoader().getResources(METADATA);
			return Collections.list(resources)
				.stream()
				.flatMap(ConfigurationKeys::read)
				.filter((key) -> key.name().startsWith("hopx."))
				.sorted(Comparator.comparing(Key::name))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Stream<Key> read(URL resource) {
		try (InputStream content = resource.openStream()) {
			JsonNode properties = JsonMapper.shared().readTree(content).path("properties");
			return StreamSupport.stream(properties.spliterator(), false).map(Key::of).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * One key.
	 *
	 * @param name its name
	 * @param description its description, empty where there is none
	 * @param defaultValue its default, empty where there is none
	 */
	record Key(String name, String description, String defaultValue) {

		private static Key of(JsonNode property) {
			// Lists come as the text of an array
			String text = property.path("defaultValue").asString("").replaceAll("^\\[|]$", "");
			return new Key(property.path("name").asString(), property.path("description").asString(""), text);
		}

	}

}

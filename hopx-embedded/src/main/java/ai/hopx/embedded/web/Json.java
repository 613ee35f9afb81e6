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

package ai.hopx.embedded.web;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.annotation.JsonInclude;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The wire's JSON: snake case, nothing for {@code null}, times as text.
 */
public final class Json {

	private static final JsonMapper MAPPER = createMapper();

	private Json() {
	}

	private static JsonMapper createMapper() {
		// The limit on a body's size is the limit on its strings: a file may be one
		// string
		StreamReadConstraints constraints = StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
		return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
			.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
			.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
			.disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
			.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
			.build();
	}

	/**
	 * Write a body.
	 * @param value what it says
	 * @return its bytes
	 */
	public static byte[] write(Object value) {
		// By way of text: programs print halves of surrogate pairs, which the generator
		// of
		// bytes refuses
		return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
	}

	static JsonNode read(byte[] json) {
		return MAPPER.readTree(json);
	}

}

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

package ai.hopx.client.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.json.JsonMapper;

/**
 * The one mapper between the records of this package and the wire. Never the
 * application's: a naming strategy or module of its own would change the wire.
 * <p>
 * Names are snake_case. Reading is tolerant: unknown fields are ignored, a field of the
 * wrong type counts as missing, numbers are read from strings and strings from numbers,
 * {@code NaN} and text after the value are let pass. What a reply cannot do without is
 * the business of {@link Checked}.
 */
public final class HopxJson {

	private static final JsonMapper MAPPER = JsonMapper.builder(factory())
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.changeDefaultPropertyInclusion((inclusion) -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
		.enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
		.enable(DeserializationFeature.ACCEPT_EMPTY_STRING_AS_NULL_OBJECT)
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
				DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
		.addHandler(new MistypedIsMissing())
		.build();

	private HopxJson() {
	}

	/**
	 * Return the mapper.
	 * @return the mapper, immutable and shared
	 */
	public static JsonMapper mapper() {
		return MAPPER;
	}

	private static JsonFactory factory() {
		// The size of a body is limited where it is read: one limit, with a property
		StreamReadConstraints constraints = StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build();
		// Most of it is read on event loops, which are few and never end
		return JsonFactory.builder()
			.streamReadConstraints(constraints)
			.recyclerPool(JsonRecyclerPools.threadLocalPool())
			.build();
	}

	/**
	 * One odd field must not cost the caller the rest of the reply.
	 */
	private static final class MistypedIsMissing extends DeserializationProblemHandler {

		@Override
		public @Nullable Object handleWeirdStringValue(DeserializationContext context, Class<?> targetType,
				String value, String failure) {
			return null;
		}

		@Override
		public @Nullable Object handleWeirdNumberValue(DeserializationContext context, Class<?> targetType,
				Number value, String failure) {
			return null;
		}

		@Override
		public @Nullable Object handleUnexpectedToken(DeserializationContext context, JavaType targetType,
				JsonToken token, JsonParser parser, String failure) {
			skip(parser);
			return null;
		}

		@Override
		public @Nullable Object handleMissingInstantiator(DeserializationContext context, Class<?> type,
				ValueInstantiator instantiator, JsonParser parser, String message) {
			skip(parser);
			return null;
		}

		private static void skip(JsonParser parser) {
			if (parser.currentToken() == JsonToken.PROPERTY_NAME) {
				// Already inside the object: a record of one plain value was expected
				while (parser.currentToken() != null && parser.currentToken() != JsonToken.END_OBJECT) {
					parser.nextToken();
					parser.skipChildren();
				}
			}
			else {
				parser.skipChildren();
			}
		}

	}

}

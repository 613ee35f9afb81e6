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

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The resolutions that a display can be set to.
 *
 * @param resolutions the resolutions; agents send {@code null} where there are none
 * @param missing what the reply lacked
 */
public record ResolutionList(List<ScreenResolution> resolutions, @Nullable String missing) implements Checked {

	private static final Pattern TEXT = Pattern.compile("(\\d{1,6}) ?[xX] ?(\\d{1,6})");

	@JsonCreator
	static ResolutionList read(@JsonProperty("resolutions") @Nullable JsonNode resolutions) {
		if (resolutions == null || !(resolutions.isArray() || resolutions.isNull())) {
			return new ResolutionList(List.of(), "resolutions");
		}
		return new ResolutionList(resolutions.valueStream()
			.map(ResolutionList::resolution)
			.filter((resolution) -> resolution.width() > 0 && resolution.height() > 0)
			.toList(), null);
	}

	/**
	 * A pair, an object or {@code 1024x768}.
	 */
	private static ScreenResolution resolution(JsonNode entry) {
		if (entry.isArray()) {
			return new ScreenResolution(entry.path(0).asInt(0), entry.path(1).asInt(0));
		}
		Matcher text = TEXT.matcher(entry.asString(""));
		return text.matches() ? new ScreenResolution(Integer.parseInt(text.group(1)), Integer.parseInt(text.group(2)))
				: new ScreenResolution(entry.path("width").asInt(0), entry.path("height").asInt(0));
	}

}

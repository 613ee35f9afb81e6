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

package ai.hopx.client.template;

import ai.hopx.client.model.BuildLog;
import ai.hopx.client.model.HopxJson;
import ai.hopx.client.model.TemplateStatus;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Server-sent events of a build's log, {@code log} for each line and {@code done} at the
 * end, made out of the lines that they come in.
 */
final class LogEvents {

	private static final int LARGEST_EVENT = 1024 * 1024;

	private final long known;

	private final StringBuilder data = new StringBuilder();

	private String name = "";

	private long count;

	/**
	 * Begin a stream.
	 * @param known how many lines of the log are known, and left out
	 */
	LogEvents(long known) {
		this.known = known;
	}

	/**
	 * Return how many lines of the log are known by now.
	 */
	long count() {
		return Math.max(this.known, this.count);
	}

	/**
	 * Take the next line of the stream.
	 * @return what it completes, or {@code null} where that is nothing new
	 */
	@Nullable BuildLog next(String line) {
		if (line.isEmpty()) {
			return dispatch();
		}
		if (line.startsWith("event:")) {
			this.name = line.substring("event:".length()).strip();
		}
		else if (line.startsWith("data:")) {
			if (this.data.length() + line.length() > LARGEST_EVENT) {
				throw BuildLogReader.unexpected("is too large");
			}
			this.data.append(this.data.isEmpty() ? "" : "\n").append(line.substring("data:".length()).strip());
		}
		return null;
	}

	private @Nullable BuildLog dispatch() {
		String name = this.name;
		String data = this.data.toString();
		this.name = "";
		this.data.setLength(0);
		JsonNode json = json(data);
		if (name.equals("done")) {
			String status = json.path("status").asString("");
			return new BuildLog("", null, status.isEmpty() ? null : new TemplateStatus(status), true, null);
		}
		if (data.isEmpty() || ++this.count <= this.known) {
			return null;
		}
		return new BuildLog(json.path("message").asString(data) + "\n", null, null, null, null);
	}

	private static JsonNode json(String data) {
		try {
			return HopxJson.mapper().readTree(data);
		}
		catch (JacksonException ex) {
			return MissingNode.getInstance();
		}
	}

}

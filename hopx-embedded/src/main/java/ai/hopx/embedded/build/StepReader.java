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

package ai.hopx.embedded.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;

/**
 * Reads steps in every form that clients send them in.
 */
final class StepReader {

	private static final int MAX_STEPS = 500;

	/** What one argument of a program may hold, with room for what is put around it. */
	private static final int MAX_COMMAND = 30_000;

	private static final Pattern PERMISSIONS = Pattern.compile("0?[0-7]{3}");

	private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

	private final int number;

	private final JsonBody step;

	private final String type;

	private StepReader(int number, JsonBody step) {
		this.number = number;
		this.step = step;
		String type = step.text("type");
		if (!StringUtils.hasText(type)) {
			throw ApiException.invalidRequest("Step " + number + " has no 'type'").detail("step", number);
		}
		this.type = type.toUpperCase(Locale.ROOT);
	}

	static List<BuildStep> read(JsonBody body) {
		List<JsonBody> steps = body.objects("steps");
		if (steps.size() > MAX_STEPS) {
			throw ApiException.invalidRequest("A build takes " + MAX_STEPS + " steps at most, not " + steps.size());
		}
		List<BuildStep> read = new ArrayList<>();
		for (JsonBody step : steps) {
			read.add(new StepReader(read.size() + 1, step).read());
		}
		return List.copyOf(read);
	}

	private BuildStep read() {
		// A build has no cache to skip
		this.step.flag("skipCache", false);
		return switch (this.type) {
			case "COPY" -> copy();
			case "RUN" -> new BuildStep.Run(shortEnough(value("command")));
			case "ENV" -> env();
			case "WORKDIR" -> new BuildStep.Workdir(value("path"));
			case "USER" -> new BuildStep.Note(this.type, value("user"), "all code runs as the sandbox's own user");
			case "CMD" ->
				new BuildStep.Note(this.type, value("command"), "only 'startCmd' is run when a sandbox boots");
			default ->
				throw wrong("has the unknown type '" + this.type + "'; known are COPY, RUN, ENV, WORKDIR, USER, CMD");
		};
	}

	private BuildStep copy() {
		String source = argument(0, "src");
		String target = argument(1, "dest");
		if (source == null || target == null || source.isEmpty() || target.isEmpty()) {
			throw wrong("needs what to copy and where to, as 'args'");
		}
		String permissions = this.step.textOrNumber("permissions");
		if (permissions != null && !PERMISSIONS.matcher(permissions).matches()) {
			throw wrong("has permissions that are not octal, such as 755");
		}
		String hash = this.step.text("filesHash");
		return new BuildStep.Copy(plain(source), plain(target), (hash != null) ? hash : this.step.text("files_hash"),
				this.step.textOrNumber("owner"), permissions);
	}

	private BuildStep env() {
		String name = argument(0, "key");
		String value = argument(1, "value");
		if (name != null && value == null && name.indexOf('=') > 0) {
			value = name.substring(name.indexOf('=') + 1);
			name = name.substring(0, name.indexOf('='));
		}
		if (name == null || value == null) {
			throw wrong("needs a variable's name and value");
		}
		if (!VARIABLE.matcher(name).matches()) {
			throw wrong("has a name that no environment variable can have");
		}
		return new BuildStep.Env(name, shortEnough(plain(value)));
	}

	private String value(String field) {
		String value = argument(0, field);
		if (!StringUtils.hasText(value)) {
			throw wrong("needs a value, as 'args' or '" + field + "'");
		}
		return plain(value);
	}

	private @Nullable String argument(int index, String field) {
		List<String> args = this.step.texts("args");
		return (args != null && args.size() > index) ? args.get(index) : this.step.text(field);
	}

	private String plain(String value) {
		if (value.indexOf('\0') >= 0) {
			throw wrong("has a NUL character");
		}
		return value;
	}

	private String shortEnough(String value) {
		if (value.length() > MAX_COMMAND) {
			throw wrong("is longer than " + MAX_COMMAND + " characters; copy a script and run that");
		}
		return value;
	}

	private ApiException wrong(String what) {
		return ApiException.invalidRequest("Step " + this.number + " (" + this.type + ") " + what)
			.detail("step", this.number);
	}

}

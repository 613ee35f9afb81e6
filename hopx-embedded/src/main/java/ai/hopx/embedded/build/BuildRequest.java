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

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

import ai.hopx.embedded.web.ApiException;
import ai.hopx.embedded.web.JsonBody;

/**
 * What a caller wants built.
 *
 * @param name the template's name
 * @param image reference of the image to start from, which is not pulled
 * @param cpu cores of its sandboxes
 * @param memoryMb their memory in MiB
 * @param diskGb their disk in GiB
 * @param steps what to do, in order
 * @param startCommand what sandboxes run when they boot, or {@code null}
 * @param readyCheck what has to be there before the template is active, or {@code null}
 * @param update whether a template of that name is replaced
 */
public record BuildRequest(String name, String image, int cpu, int memoryMb, int diskGb, List<BuildStep> steps,
		@Nullable String startCommand, @Nullable ReadyCheck readyCheck, boolean update) {

	private static final Pattern NAME = Pattern.compile("(?!\\d+$)[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

	private static final Pattern MUSL = Pattern.compile("(^|[/:@._-])(alpine|musl)");

	private static final Pattern DESKTOP = Pattern.compile("(^|[/-])desktop(:[^/]*)?(@.*)?$");

	private static final Set<String> CREDENTIALS = Set.of("basic", "github", "gitlab", "ecr", "gcr");

	private static final int MAX_CPU = 64;

	private static final int MAX_COMMAND = 30_000;

	private static final int MILLI = 1000;

	private static final int USUAL_DISK = 10;

	static BuildRequest read(JsonBody body) {
		checkCredentials(body.object("registry_credentials"));
		body.flag("skipCache", false);
		body.text("agent_version");
		return new BuildRequest(name(body), image(body), cpu(body), number(body, "memory", "memory_mb", 512, 64_000),
				disk(body), StepReader.read(body), startCommand(body), ReadyCheck.read(body.object("readyCmd")),
				body.flag("update", false));
	}

	private static String name(JsonBody body) {
		String name = either(body, "name", "alias");
		if (!StringUtils.hasText(name)) {
			throw ApiException.missingParameter("name");
		}
		if (!NAME.matcher(name).matches()) {
			throw invalid("name", "must be letters, digits, '.', '_' and '-', begin with a letter or digit, have up to "
					+ "128 characters and not be a number, which is what ids are");
		}
		return name;
	}

	private static String image(JsonBody body) {
		String image = either(body, "from_image", "base_image");
		if (!StringUtils.hasText(image)) {
			throw ApiException.missingParameter("from_image");
		}
		if (MUSL.matcher(image.toLowerCase(Locale.ROOT)).find()) {
			throw invalid("from_image", "must not be an Alpine or other musl image: sandboxes need glibc");
		}
		return image;
	}

	private static int cpu(JsonBody body) {
		Integer milli = body.has("cpu") ? null : body.integer("cpu_milli");
		if (milli == null) {
			return number(body, "cpu", "cpu", 1, MAX_CPU);
		}
		return inRange("cpu_milli", milli, 1, MAX_CPU * MILLI) / MILLI + ((milli % MILLI > 0) ? 1 : 0);
	}

	private static int disk(JsonBody body) {
		boolean defaulted = !body.has("diskGB") && body.has("base_image");
		return defaulted ? USUAL_DISK : number(body, "diskGB", "disk_gb", 1, 250);
	}

	/**
	 * Tell whether sandboxes of the template have a desktop: where the image to start
	 * from is called {@code desktop}, with whatever registry, prefix and tag.
	 * @return whether they do
	 */
	public boolean hasDesktop() {
		return DESKTOP.matcher(this.image.toLowerCase(Locale.ROOT)).find();
	}

	private static @Nullable String startCommand(JsonBody body) {
		String command = either(body, "startCmd", "start_cmd");
		if (command != null && (command.indexOf('\0') >= 0 || command.length() > MAX_COMMAND)) {
			throw invalid("startCmd", "must be a command of " + MAX_COMMAND + " characters at most");
		}
		return StringUtils.hasText(command) ? command : null;
	}

	private static int number(JsonBody body, String name, String alias, int least, int most) {
		Integer value = body.has(name) ? body.integer(name) : body.integer(alias);
		if (value == null) {
			throw ApiException.missingParameter(name);
		}
		return inRange(name, value, least, most);
	}

	private static int inRange(String name, int value, int least, int most) {
		if (value < least || value > most) {
			throw invalid(name, "must be from " + least + " to " + most + ", not " + value);
		}
		return value;
	}

	/**
	 * Check that the credentials say something. Nothing is pulled with them, so nothing
	 * of them is kept.
	 */
	private static void checkCredentials(@Nullable JsonBody credentials) {
		if (credentials == null) {
			return;
		}
		String type = credentials.text("type");
		if (type == null || !CREDENTIALS.contains(type)) {
			throw invalid("registry_credentials", "must have one of the types basic, github, gitlab, ecr and gcr");
		}
		boolean password = StringUtils.hasText(credentials.text("username"))
				&& StringUtils.hasText(credentials.text("password"));
		if (!password && ("basic".equals(type) || !StringUtils.hasText(credentials.text("token")))) {
			throw invalid("registry_credentials",
					"must have 'username' and 'password'" + ("basic".equals(type) ? "" : ", or 'token'"));
		}
	}

	private static @Nullable String either(JsonBody body, String name, String alias) {
		return body.has(name) ? body.text(name) : body.text(alias);
	}

	private static ApiException invalid(String field, String what) {
		return ApiException.invalidRequest("Field '" + field + "' " + what).detail("field", field);
	}

	@Override
	public String toString() {
		return "BuildRequest[name=" + this.name + "]";
	}

}

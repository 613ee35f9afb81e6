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

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import ai.hopx.embedded.runtime.Isolation;

/**
 * The options of {@link EmbeddedHopxMain}.
 *
 * @param help whether only help is wanted
 * @param settings the server's settings
 */
record CommandLine(boolean help, EmbeddedHopxSettings settings) {

	static final String HELP = """
			A Hopx-compatible server that runs code on this machine, for development and tests.

			Options:
			  --port=PORT            port of the control plane on 127.0.0.1; 0, the default, is any free one
			  --api-key=KEY          the key that clients need; better given by HOPX_API_KEY in the environment,
			                         where other users of this machine do not see it
			  --isolation=MODE       auto (default), bubblewrap or plain
			  --boot-delay=DURATION  how much longer a sandbox takes to boot, such as 500ms or 2s
			  --quotas=QUOTAS        none (default), or service for those that the service documents
			  --help                 this text

			Prints one line with its base URL when it is ready, and stops on Ctrl-C.
			""";

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

	static CommandLine parse(String[] args, Map<String, String> environment) {
		EmbeddedHopxSettings.Builder settings = EmbeddedHopxSettings.builder();
		boolean keyGiven = false;
		for (String arg : args) {
			if ("--help".equals(arg) || "-h".equals(arg)) {
				return new CommandLine(true, EmbeddedHopxSettings.defaults());
			}
			String[] option = split(arg);
			switch (option[0]) {
				case "--port" -> settings.port(port(option[1]));
				case "--api-key" -> settings.apiKey(option[1]);
				case "--isolation" -> settings.isolation(isolation(option[1]));
				case "--boot-delay" -> settings.bootDelay(duration(option[1]));
				case "--quotas" -> settings.quotas(quotas(option[1]));
				default -> throw new IllegalArgumentException("Unknown option " + option[0]);
			}
			keyGiven |= "--api-key".equals(option[0]);
		}
		if (!keyGiven) {
			settings.apiKey(keyOf(environment));
		}
		return new CommandLine(false, settings.build());
	}

	private static String[] split(String arg) {
		int equals = arg.indexOf('=');
		if (!arg.startsWith("--")) {
			throw new IllegalArgumentException("Unknown argument '" + arg + "': options look like --port=8099");
		}
		return (equals < 0) ? new String[] { arg, "" }
				: new String[] { arg.substring(0, equals), arg.substring(equals + 1) };
	}

	private static String keyOf(Map<String, String> environment) {
		String key = environment.get("HOPX_API_KEY");
		if (key == null || key.isBlank()) {
			throw new IllegalArgumentException("An API key is needed, by --api-key=KEY or HOPX_API_KEY");
		}
		return key;
	}

	private static int port(String value) {
		try {
			return Integer.parseInt(value);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("--port must be a number, not '" + value + "'");
		}
	}

	private static Isolation isolation(String value) {
		return Arrays.stream(Isolation.values())
			.filter((isolation) -> isolation.name().equalsIgnoreCase(value))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("--isolation must be one of "
					+ Arrays.toString(Isolation.values()).toLowerCase(Locale.ROOT) + ", not '" + value + "'"));
	}

	private static Quotas quotas(String value) {
		return switch (value.toLowerCase(Locale.ROOT)) {
			case "none" -> Quotas.none();
			case "service" -> Quotas.ofService();
			default -> throw new IllegalArgumentException("--quotas must be none or service, not '" + value + "'");
		};
	}

	private static Duration duration(String value) {
		Matcher matcher = DURATION.matcher(value);
		if (matcher.matches()) {
			long amount = Long.parseLong(matcher.group(1));
			return switch (matcher.group(2)) {
				case "ms" -> Duration.ofMillis(amount);
				case "s" -> Duration.ofSeconds(amount);
				default -> Duration.ofMinutes(amount);
			};
		}
		try {
			return Duration.parse(value);
		}
		catch (DateTimeParseException ex) {
			throw new IllegalArgumentException(
					"--boot-delay must be a duration such as 500ms or 2s, not '" + value + "'");
		}
	}

}

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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.hopx.client.HopxValidationException;

/**
 * What has to be there before a sandbox of a template counts as ready, after its start
 * command was run.
 *
 * @param type the service's name of the kind of check
 * @param value which one
 * @param timeout how long to wait for it
 * @param interval how long between two looks
 */
public record ReadyCheck(String type, Object value, Duration timeout, Duration interval) {

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final Duration INTERVAL = Duration.ofSeconds(2);

	private static final int MAX_PORT = 65535;

	public ReadyCheck {
		HopxValidationException.requirePositive(timeout, "The time-out of a ready check");
		HopxValidationException.requirePositive(interval, "The interval of a ready check");
	}

	/**
	 * Wait until something listens on a port.
	 * @param port the port, from 1 to 65535
	 * @return the check
	 */
	public static ReadyCheck port(int port) {
		if (port < 1 || port > MAX_PORT) {
			throw Checks.invalid("A port is from 1 to 65535, and not " + port);
		}
		return new ReadyCheck("port", port, TIMEOUT, INTERVAL);
	}

	/**
	 * Wait until a URL is answered with success.
	 * @param url the URL, as seen from inside
	 * @return the check
	 */
	public static ReadyCheck url(String url) {
		return of("url", Checks.text(url, "The URL of a ready check"));
	}

	/**
	 * Wait until a file exists.
	 * @param path the file
	 * @return the check
	 */
	public static ReadyCheck file(String path) {
		return of("file", Checks.text(path, "The file of a ready check"));
	}

	/**
	 * Wait until a process is alive.
	 * @param name the process's name
	 * @return the check
	 */
	public static ReadyCheck process(String name) {
		return of("process", Checks.text(name, "The process of a ready check"));
	}

	/**
	 * Wait until a command exits with 0.
	 * @param command a line for the shell
	 * @return the check
	 */
	public static ReadyCheck command(String command) {
		return of("command", Checks.text(command, "The command of a ready check"));
	}

	private static ReadyCheck of(String type, String value) {
		return new ReadyCheck(type, value, TIMEOUT, INTERVAL);
	}

	/**
	 * Set how long to wait, 30 s by default.
	 * @param timeout the time
	 * @return a copy
	 */
	public ReadyCheck timeout(Duration timeout) {
		return new ReadyCheck(this.type, this.value, timeout, this.interval);
	}

	/**
	 * Set how often to look, every 2 s by default.
	 * @param interval the time between two looks
	 * @return a copy
	 */
	public ReadyCheck interval(Duration interval) {
		return new ReadyCheck(this.type, this.value, this.timeout, interval);
	}

	Map<String, Object> toWire() {
		Map<String, Object> wire = new LinkedHashMap<>();
		wire.put("type", this.type);
		switch (this.type) {
			case "file" -> wire.put("path", this.value);
			case "process" -> {
				// Services know it by either name
				wire.put("processName", this.value);
				wire.put("name", this.value);
			}
			default -> wire.put(this.type, this.value);
		}
		wire.put("timeout", this.timeout.toMillis());
		wire.put("interval", this.interval.toMillis());
		return wire;
	}

}

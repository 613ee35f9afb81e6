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

package ai.hopx.sample.observability;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.yaml.snakeyaml.Yaml;

import org.springframework.boot.convert.DurationStyle;

/**
 * An alert of the sample.
 *
 * @param name its name
 * @param expression what must have values
 * @param pending for how long it must
 * @param labels what is added to the alert
 * @param annotations what is said to whom it wakes
 */
record AlertRule(String name, Expression expression, Duration pending, Map<String, String> labels,
		Map<String, String> annotations) {

	private static final Path PATH = Path.of("observability", "prometheus-alerts.yaml");

	private static final Duration EVALUATION_INTERVAL = Duration.ofSeconds(30);

	@SuppressWarnings("unchecked")
	static List<AlertRule> all() {
		try (InputStream content = Files.newInputStream(PATH)) {
			Map<String, List<Map<String, Object>>> file = new Yaml().load(content);
			return file.get("groups")
				.stream()
				.flatMap((group) -> ((List<Map<String, Object>>) group.get("rules")).stream())
				.map(AlertRule::of)
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static AlertRule of(Map<String, Object> rule) {
		return new AlertRule((String) rule.get("alert"), Expression.parse((String) rule.get("expr")),
				DurationStyle.detectAndParse((String) rule.getOrDefault("for", "0s")),
				(Map<String, String>) rule.get("labels"), (Map<String, String>) rule.get("annotations"));
	}

	/**
	 * Return what it fires for: what has had values for as long as it must.
	 * @param scrapes what is known
	 * @param time when
	 * @return the labels of each alert
	 */
	Set<Map<String, String>> firing(Scrapes scrapes, Instant time) {
		Set<Map<String, String>> firing = active(scrapes, time);
		for (Instant at = time.minus(this.pending); at.isBefore(time); at = at.plus(EVALUATION_INTERVAL)) {
			firing.retainAll(active(scrapes, at));
		}
		return firing;
	}

	private Set<Map<String, String>> active(Scrapes scrapes, Instant time) {
		return this.expression.evaluate(scrapes, time)
			.stream()
			.map((sample) -> sample.withoutName().labels())
			.collect(Collectors.toSet());
	}

	@Override
	public String toString() {
		return this.name;
	}

}

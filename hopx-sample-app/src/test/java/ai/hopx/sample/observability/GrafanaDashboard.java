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

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The dashboard of the sample.
 */
final class GrafanaDashboard {

	private static final Path PATH = Path.of("observability", "grafana-dashboard.json");

	private static final Pattern LABEL_VALUES = Pattern.compile("label_values\\((.+), (\\w+)\\)");

	private static final Pattern LEGEND_LABEL = Pattern.compile("\\{\\{(\\w+)}}");

	private GrafanaDashboard() {
	}

	static List<Panel> panels() {
		return stream(root().path("panels")).filter((panel) -> !panel.path("type").asString().equals("row"))
			.map(Panel::of)
			.toList();
	}

	static List<Variable> variables() {
		return stream(root().at("/templating/list"))
			.filter((variable) -> variable.path("type").asString().equals("query"))
			.map(Variable::of)
			.toList();
	}

	private static JsonNode root() {
		return JsonMapper.shared().readTree(PATH.toFile());
	}

	private static Stream<JsonNode> stream(JsonNode nodes) {
		return StreamSupport.stream(nodes.spliterator(), false);
	}

	/**
	 * One panel.
	 *
	 * @param id its id
	 * @param title its title
	 * @param description what it says to those who hover over it
	 * @param unit the unit of its values
	 * @param queries what it shows
	 */
	record Panel(int id, String title, String description, String unit, List<Query> queries) {

		private static Panel of(JsonNode panel) {
			return new Panel(panel.path("id").asInt(), panel.path("title").asString(""),
					panel.path("description").asString(""), panel.at("/fieldConfig/defaults/unit").asString(""),
					stream(panel.path("targets")).map(Query::of).toList());
		}

		@Override
		public String toString() {
			return this.title;
		}

	}

	/**
	 * What a panel shows.
	 *
	 * @param expression where from, with Grafana's variables filled in
	 * @param labels the labels that its legend names
	 */
	record Query(String expression, List<String> labels) {

		private static Query of(JsonNode target) {
			String expression = target.path("expr").asString().replace("$__rate_interval", "5m").replace("$job", ".+");
			String legend = target.path("legendFormat").asString();
			return new Query(expression,
					LEGEND_LABEL.matcher(legend).results().map((result) -> result.group(1)).toList());
		}

	}

	/**
	 * A variable that is the values of a label.
	 *
	 * @param name its name
	 * @param selector the series that have the label
	 * @param label the label
	 */
	record Variable(String name, String selector, String label) {

		private static Variable of(JsonNode variable) {
			Matcher matcher = LABEL_VALUES.matcher(variable.at("/query/query").asString());
			if (!matcher.matches()) {
				throw new IllegalStateException("No values of a label: " + variable);
			}
			return new Variable(variable.path("name").asString(), matcher.group(1), matcher.group(2));
		}

	}

}

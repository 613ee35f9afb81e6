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

package ai.hopx.benchmarks.report;

import java.util.List;
import java.util.Map;

/**
 * The page about performance. What was measured stands between comments; all other text
 * is left as it is.
 */
public final class PerformancePage {

	private static final String START = "<!-- %s: measured -->\n";

	private static final String END = "<!-- end -->";

	private final String text;

	/**
	 * Create the page.
	 * @param text the page as it is
	 */
	public PerformancePage(String text) {
		this.text = text;
	}

	/**
	 * Put figures in.
	 * @param tables the figures, by the name of their place
	 * @return the page as it should be
	 */
	public String with(Map<String, List<Figure>> tables) {
		String page = this.text;
		for (Map.Entry<String, List<Figure>> table : tables.entrySet()) {
			page = replace(page, table.getKey(), Figure.table(table.getValue()));
		}
		return replace(page, "machine", "Measured on " + machine() + ".\n");
	}

	private static String replace(String page, String name, String content) {
		String marker = START.formatted(name);
		int start = page.indexOf(marker);
		int end = page.indexOf(END, start);
		if (start < 0 || end < 0) {
			throw new IllegalStateException("The page has no place for '" + name + "'");
		}
		return page.substring(0, start + marker.length()) + content + page.substring(end);
	}

	private static String machine() {
		return "%d cores with %s %s on %s %s, with a heap of %d MB where nothing else is said".formatted(
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.name"),
				Runtime.version().feature() + "." + Runtime.version().interim() + "." + Runtime.version().update(),
				System.getProperty("os.name"), System.getProperty("os.version").split("-")[0],
				Runtime.getRuntime().maxMemory() / 1024 / 1024);
	}

}

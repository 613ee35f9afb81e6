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

package ai.hopx.embedded.desktop;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * The tools that are there.
 */
public final class DesktopTools {

	/** What every part of a desktop needs. */
	private static final List<Tool> ESSENTIAL = List.of(Tool.DISPLAY_SERVER, Tool.INPUT);

	private final Map<Tool, String> programs = new EnumMap<>(Tool.class);

	private DesktopTools() {
	}

	/**
	 * Look for all tools, by name alone.
	 * @param isThere tells whether sandboxes find a program
	 * @return the tools
	 */
	public static DesktopTools find(Predicate<String> isThere) {
		DesktopTools tools = new DesktopTools();
		for (Tool tool : Tool.values()) {
			tool.programs()
				.stream()
				.filter(isThere)
				.findFirst()
				.ifPresent((program) -> tools.programs.put(tool, program));
		}
		return tools;
	}

	/**
	 * Return what has to be installed before something works.
	 * @param needed what it needs besides a screen, a mouse and a keyboard
	 * @return names of Debian's packages; empty where all is there
	 */
	public List<String> missing(Tool... needed) {
		List<Tool> all = new ArrayList<>(ESSENTIAL);
		all.addAll(List.of(needed));
		return all.stream().filter((tool) -> !has(tool)).map(Tool::debianPackage).toList();
	}

	/**
	 * Return what a whole desktop needs.
	 * @return names of Debian's packages
	 */
	public static List<String> packages() {
		return List.of(Tool.values()).stream().map(Tool::debianPackage).toList();
	}

	boolean has(Tool tool) {
		return this.programs.containsKey(tool);
	}

	@Nullable String program(Tool tool) {
		return this.programs.get(tool);
	}

}

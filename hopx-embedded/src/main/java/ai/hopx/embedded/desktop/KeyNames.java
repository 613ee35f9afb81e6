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

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names of keys: X's own, those that people use, and characters.
 */
final class KeyNames {

	private static final Pattern KEYSYM = Pattern.compile("[A-Za-z0-9_]{2,40}");

	private static final Pattern FUNCTION_KEY = Pattern.compile("[fF]([1-9]|[12][0-9]|3[0-5])");

	private static final Map<String, String> USUAL = Map.ofEntries(Map.entry("ctrl", "Control_L"),
			Map.entry("control", "Control_L"), Map.entry("shift", "Shift_L"), Map.entry("alt", "Alt_L"),
			Map.entry("option", "Alt_L"), Map.entry("altgr", "ISO_Level3_Shift"), Map.entry("meta", "Meta_L"),
			Map.entry("super", "Super_L"), Map.entry("win", "Super_L"), Map.entry("windows", "Super_L"),
			Map.entry("cmd", "Super_L"), Map.entry("command", "Super_L"), Map.entry("enter", "Return"),
			Map.entry("return", "Return"), Map.entry("esc", "Escape"), Map.entry("escape", "Escape"),
			Map.entry("tab", "Tab"), Map.entry("space", "space"), Map.entry("backspace", "BackSpace"),
			Map.entry("delete", "Delete"), Map.entry("del", "Delete"), Map.entry("insert", "Insert"),
			Map.entry("ins", "Insert"), Map.entry("home", "Home"), Map.entry("end", "End"),
			Map.entry("pageup", "Prior"), Map.entry("page_up", "Prior"), Map.entry("pagedown", "Next"),
			Map.entry("page_down", "Next"), Map.entry("up", "Up"), Map.entry("down", "Down"), Map.entry("left", "Left"),
			Map.entry("right", "Right"), Map.entry("arrowup", "Up"), Map.entry("arrowdown", "Down"),
			Map.entry("arrowleft", "Left"), Map.entry("arrowright", "Right"), Map.entry("capslock", "Caps_Lock"),
			Map.entry("printscreen", "Print"), Map.entry("menu", "Menu"));

	private KeyNames() {
	}

	/**
	 * Name keys that are pressed together as xdotool does.
	 * @param keys the keys
	 * @return the names
	 */
	static String together(List<String> keys) {
		return keys.stream().map(KeyNames::of).collect(Collectors.joining("+"));
	}

	private static String of(String key) {
		String usual = USUAL.get(key.toLowerCase(Locale.ROOT));
		if (usual != null) {
			return usual;
		}
		if (key.codePointCount(0, key.length()) == 1) {
			int character = key.codePointAt(0);
			// Not all characters are names of their keys, but all have a number
			return Character.isISOControl(character) ? refuse(key) : "U%04X".formatted(character);
		}
		if (FUNCTION_KEY.matcher(key).matches()) {
			return key.toUpperCase(Locale.ROOT);
		}
		return KEYSYM.matcher(key).matches() ? key : refuse(key);
	}

	private static String refuse(String key) {
		String visible = key.chars().anyMatch(Character::isISOControl) ? "a control character" : "'" + key + "'";
		throw new DesktopFailure(DesktopFailure.Reason.INVALID,
				"Field 'key' is no key that a keyboard has: " + visible);
	}

}

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What tools say about windows. Titles are the sandbox's own, so nothing relies on what
 * is in them.
 */
final class WindowList {

	/**
	 * Writes the active window's number, a line for each window, and then for each of
	 * them where it is: wmctrl itself counts the frame twice.
	 */
	static final String SCRIPT = """
			xdotool getdisplaygeometry >/dev/null || exit 1
			xdotool getactivewindow 2>/dev/null || echo 0
			windows=$(wmctrl -lp 2>/dev/null)
			printf '%s\\n' "$windows"
			printf '%s\\n' "$windows" | cut -d' ' -f1 | while read -r id; do
				[ -z "$id" ] || { echo "== $id"; xwininfo -id "$id" -stats 2>/dev/null; }
			done
			true
			""";

	private static final Pattern WINDOW = Pattern.compile("(0x[0-9a-f]{1,8}) +(-?\\d{1,9}) +(\\d{1,9}) +\\S+ ?(.*)");

	private static final Pattern DETAILS = Pattern.compile("== (0x[0-9a-f]{1,8})");

	private static final Pattern DETAIL = Pattern.compile("  ([A-Z][A-Za-z -]+): +(\\S+)");

	private static final int MAX_TITLE = 1000;

	private static final int HEXADECIMAL = 16;

	private final Map<String, DesktopWindow> windows = new LinkedHashMap<>();

	private WindowList() {
	}

	/**
	 * Read what the script wrote.
	 * @param output its output
	 * @return the windows, in the order they were opened in
	 */
	static List<DesktopWindow> read(String output) {
		WindowList list = new WindowList();
		List<String> lines = output.lines().toList();
		String active = lines.isEmpty() ? "" : lines.get(0).strip();
		String id = null;
		Map<String, String> details = new LinkedHashMap<>();
		for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
			Matcher begin = DETAILS.matcher(line);
			if (begin.matches()) {
				list.describe(id, details);
				id = begin.group(1);
				details.clear();
			}
			else if (id == null) {
				list.add(line, active);
			}
			else {
				Matcher detail = DETAIL.matcher(line);
				if (detail.matches()) {
					details.putIfAbsent(detail.group(1), detail.group(2));
				}
			}
		}
		list.describe(id, details);
		return new ArrayList<>(list.windows.values());
	}

	private void add(String line, String active) {
		Matcher window = WINDOW.matcher(line);
		if (window.matches()) {
			long id = Long.parseLong(window.group(1).substring(2), HEXADECIMAL);
			String title = window.group(4);
			this.windows.put(window.group(1),
					new DesktopWindow(id, (title.length() > MAX_TITLE) ? title.substring(0, MAX_TITLE) : title,
							new ScreenRegion(0, 0, 0, 0), Integer.parseInt(window.group(2)),
							Long.parseLong(window.group(3)), active.equals(Long.toString(id)), false));
		}
	}

	private void describe(@Nullable String id, Map<String, String> details) {
		DesktopWindow window = (id != null) ? this.windows.get(id) : null;
		if (id == null || window == null) {
			return;
		}
		try {
			ScreenRegion region = new ScreenRegion(number(details, "Absolute upper-left X"),
					number(details, "Absolute upper-left Y"), number(details, "Width"), number(details, "Height"));
			this.windows.put(id, new DesktopWindow(window.id(), window.title(), region, window.desktop(), window.pid(),
					window.isActive(), !"IsViewable".equals(details.get("Map State"))));
		}
		catch (NumberFormatException ex) {
			// Closed in the meantime
			this.windows.remove(id);
		}
	}

	private static int number(Map<String, String> details, String name) {
		return Integer.parseInt(details.getOrDefault(name, ""));
	}

}

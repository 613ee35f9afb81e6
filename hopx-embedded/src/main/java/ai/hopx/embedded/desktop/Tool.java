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

/**
 * What a desktop is made of: programs that a sandbox finds on its search path.
 */
public enum Tool {

	/** The screen, which no desktop can be without. */
	DISPLAY_SERVER("xvfb", "Xvfb"),

	/** Mouse and keyboard, which no desktop can be without either. */
	INPUT("xdotool", "xdotool"),

	/** Gives windows their frames and the keyboard. The first that is there is taken. */
	WINDOW_MANAGER("jwm", "jwm", "openbox"),

	/** Lists and changes windows. */
	WINDOW_CONTROL("wmctrl", "wmctrl"),

	/** Tells where windows are. */
	WINDOW_INFO("x11-utils", "xwininfo"),

	/** Changes the screen's size. */
	DISPLAY_MODES("x11-xserver-utils", "xrandr"),

	/** Holds the clipboard. */
	CLIPBOARD("xclip", "xclip"),

	/** Lets people watch. */
	VNC("x11vnc", "x11vnc"),

	/** Records the screen. */
	RECORDER("ffmpeg", "ffmpeg"),

	/** Reads the screen. */
	OCR("tesseract-ocr", "tesseract");

	private final String debianPackage;

	private final List<String> programs;

	Tool(String debianPackage, String... programs) {
		this.debianPackage = debianPackage;
		this.programs = List.of(programs);
	}

	/**
	 * Return what to install.
	 * @return the name of Debian's package
	 */
	String debianPackage() {
		return this.debianPackage;
	}

	/**
	 * Return the programs of which one is enough.
	 * @return names, the best first
	 */
	List<String> programs() {
		return this.programs;
	}

}

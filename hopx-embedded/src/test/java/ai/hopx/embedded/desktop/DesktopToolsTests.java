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
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tools that are there.
 */
class DesktopToolsTests {

	@Test
	void oneOfAKindIsEnough() {
		assertThat(DesktopTools.find(Set.of("openbox")::contains).program(Tool.WINDOW_MANAGER)).isEqualTo("openbox");
		assertThat(DesktopTools.find(Set.of("openbox", "jwm")::contains).program(Tool.WINDOW_MANAGER)).isEqualTo("jwm");
	}

	@Test
	void missingIsWhatIsNeededAndNotThere() {
		DesktopTools tools = DesktopTools.find(Set.of("Xvfb", "xclip")::contains);
		assertThat(tools.missing()).isEqualTo(List.of("xdotool"));
		assertThat(tools.missing(Tool.CLIPBOARD, Tool.OCR)).isEqualTo(List.of("xdotool", "tesseract-ocr"));
		assertThat(DesktopTools.find((name) -> true).missing(Tool.values())).isEmpty();
		assertThat(DesktopTools.packages()).contains("xvfb", "xdotool", "x11vnc");
	}

}

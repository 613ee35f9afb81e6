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

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What tools say about windows.
 */
class WindowListTests {

	private static final String DETAILS = """

			xwininfo: Window id: %s "any"

			  Absolute upper-left X:  55
			  Absolute upper-left Y:  -3
			  Relative upper-left X:  5
			  Width: 364
			  Height: 134
			  Depth: 24
			  Map State: %s
			  Corners:  +55+73  -861+73  -861-513  +55-513
			""";

	@Test
	void hasAllOfAWindow() {
		List<DesktopWindow> windows = WindowList.read("""
				4194316
				0x0040000c  0 27     vm a  title = with everything
				0x00600001 -1 0      N/A
				== 0x0040000c
				""" + DETAILS.formatted("0x40000c", "IsViewable") + "== 0x00600001\n"
				+ DETAILS.formatted("0x600001", "IsUnMapped"));
		assertThat(windows).containsExactly(
				new DesktopWindow(4194316, "a  title = with everything", new ScreenRegion(55, -3, 364, 134), 0, 27,
						true, false),
				new DesktopWindow(6291457, "", new ScreenRegion(55, -3, 364, 134), -1, 0, false, true));
	}

	@Test
	void isEmptyWithoutWindows() {
		assertThat(WindowList.read("0\n\n")).isEmpty();
		assertThat(WindowList.read("")).isEmpty();
	}

	@Test
	void leavesOutWhatWasClosedMeanwhile() {
		assertThat(WindowList.read("""
				0
				0x0040000c  0 27     vm one
				== 0x0040000c
				""")).isEmpty();
	}

	@Test
	void isNotConfusedByTitles() {
		List<DesktopWindow> windows = WindowList.read("""
				0
				0x0040000c  0 27     vm begin
				== 0x0060000c
				  Width: 99999999999
				== 0x0040000c
				""" + DETAILS.formatted("0x40000c", "IsViewable") + "  Width: 1\n== 0x0040000d\n  Width: 2\n");
		assertThat(windows).singleElement().satisfies((window) -> {
			assertThat(window.title()).isEqualTo("begin");
			assertThat(window.region()).isEqualTo(new ScreenRegion(55, -3, 364, 134));
		});
	}

	@Test
	void cutsTitlesThatDoNotEnd() {
		assertThat(WindowList
			.read("0\n0x0040000c  0 27     vm " + "t".repeat(5000) + "\n== 0x0040000c\n"
					+ DETAILS.formatted("0x40000c", "IsViewable"))
			.get(0)
			.title()).hasSize(1000);
	}

}

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

package ai.hopx.embedded.runtime;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

/**
 * What values look like.
 */
@ParameterizedClass
@MethodSource("isolations")
class RichOutputTests extends SandboxTestBase {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			_repr_html_     | '<b>x</b>'        | text/html        | <b>x</b>
			_repr_markdown_ | '*x*'             | text/markdown    | *x*
			_repr_svg_      | '<svg/>'          | image/svg+xml    | <svg/>
			_repr_latex_    | '$x$'             | text/latex       | $x$
			_repr_png_      | b'PNG'            | image/png        | UE5H
			_repr_jpeg_     | b'JPG'            | image/jpeg       | SlBH
			_repr_png_      | 'UE5H'            | image/png        | UE5H
			_repr_html_     | ('<i/>', {'a':1}) | text/html        | <i/>
			""", quoteCharacter = '\0')
	void takesEachForm(String method, String value, String type, String data) {
		RunOutcome outcome = python(
				"class V:\n    def %s(self):\n        return %s\n    def __repr__(self):\n        return 'V'\nV()"
					.formatted(method, value));
		assertThat(outcome.stderr()).isEmpty();
		assertThat(outcome.outputs()).containsExactly(new RichData(type, data));
		assertThat(outcome.text()).isEqualTo("V");
	}

	@Test
	void takesJsonAsATree() {
		RunOutcome outcome = python(
				"class V:\n    def _repr_json_(self):\n        return {'a': [1, 2.5, None, 'x']}\nV()");
		assertThat(outcome.outputs()).singleElement().satisfies((output) -> {
			assertThat(output.type()).isEqualTo("application/json");
			assertThat(output.data()).isEqualTo(Map.of("a", Arrays.asList(1, 2.5, null, "x")));
		});
	}

	@Test
	void takesABundleOfForms() {
		RunOutcome outcome = python("""
				class V:
				    def _repr_mimebundle_(self, include=None, exclude=None):
				        return {'text/plain': 'plain', 'text/html': '<p/>', 'application/vnd.x+json': {'x': 1}}, {}
				    def _repr_html_(self):
				        return 'not this one'
				V()""");
		assertThat(outcome.text()).isEqualTo("plain");
		assertThat(outcome.outputs()).extracting(RichData::type, (each) -> each.data().toString())
			.containsExactly(tuple("text/html", "<p/>"), tuple("application/vnd.x+json", "{x=1}"));
	}

	@Test
	void showsValuesInTheOrderOfTheCalls() {
		RunOutcome outcome = python("""
				class H:
				    def __init__(self, t): self.t = t
				    def _repr_html_(self): return self.t
				display(H('1'), H('2'))
				display({'text/markdown': '3'}, raw=True)
				display('plain')
				H('4')""");
		assertThat(outcome.outputs()).extracting(RichData::data).containsExactly("1", "2", "3", "4");
		assertThat(outcome.stdout()).isEqualTo("'plain'\n");
	}

	@Test
	void showsWhatWasThereBeforeAnError() {
		RunOutcome outcome = python("display({'text/html': 'x'}, raw=True)\n1/0");
		assertThat(outcome.outputs()).containsExactly(new RichData("text/html", "x"));
		assertThat(outcome.exitCode()).isEqualTo(1);
		assertThat(python("1").outputs()).isEmpty();
	}

	@Test
	void leavesOutAFormThatFails() {
		RunOutcome outcome = python("""
				class V:
				    def _repr_html_(self): raise RuntimeError('broken')
				    def _repr_markdown_(self): return 'fine'
				V()""");
		assertThat(outcome.exitCode()).isZero();
		assertThat(outcome.outputs()).containsExactly(new RichData("text/markdown", "fine"));
		assertThat(outcome.stderr()).contains("RuntimeError: broken");
	}

	@ParameterizedTest
	@CsvSource({ "float('nan')", "object()", "{1}" })
	void leavesOutWhatIsNoJson(String value) {
		RunOutcome outcome = python(
				"class V:\n    def _repr_json_(self):\n        return {'v': %s}\nV()".formatted(value));
		assertThat(outcome.exitCode()).isZero();
		assertThat(outcome.outputs()).isEmpty();
		assertThat(outcome.stderr()).startsWith("hopx: An output of type application/json was left out");
	}

	@Test
	void showsNoFormsOfAClass() {
		assertThat(python("class V:\n    def _repr_html_(self): return 'x'\nV").outputs()).isEmpty();
	}

	@Test
	void limitsRichOutput() {
		RunOutcome outcome = python("for i in range(5): display({'text/html': 'x' * 300_000}, raw=True)");
		assertThat(outcome.outputs()).hasSize(3);
		assertThat(outcome.stderr()).contains("the limit of rich output is " + MAX_OUTPUT + " bytes");
		assertThat(outcome.exitCode()).isZero();
	}

	@Test
	void limitsTheTextOfAValue() {
		RunOutcome outcome = python("'y' * 3_000_000");
		assertThat(outcome.text()).hasSize(MAX_OUTPUT).startsWith("'yyy");
		assertThat(outcome.stderr())
			.isEqualTo("hopx: The text of the result was cut after " + MAX_OUTPUT + " characters.\n");
	}

	@Test
	void takesTextThatIsNoUnicode() {
		assertThat(python("'\\ud800'").text()).isEqualTo("'\\ud800'");
		assertThat(python("print('\\ud800')").stdout()).isEqualTo("\\ud800\n");
	}

	@Test
	void drawsWithABackendThatOnlyMatplotlibSees() {
		// As much of matplotlib as it takes to see how it is started
		write("/workspace/matplotlib/__init__.py", "import os\nbackend = os.environ.get('MPLBACKEND')");
		RunOutcome outcome = python("import matplotlib, os\n(matplotlib.backend, os.environ.get('MPLBACKEND'))");
		assertThat(outcome.text()).isEqualTo("('module://hopx_figures', None)");
	}

	@Test
	void leavesABackendThatTheUserChose() {
		write("/workspace/matplotlib/__init__.py", "import os\nbackend = os.environ.get('MPLBACKEND')");
		RunOutcome outcome = run(new CodeRun("python", "import matplotlib\nmatplotlib.backend", PATIENCE, null,
				Map.of("MPLBACKEND", "svg")));
		assertThat(outcome.text()).isEqualTo("'svg'");
	}

	@Test
	void takesEachFigureOnce() {
		Assumptions.assumeTrue(python("import matplotlib").exitCode() == 0, "matplotlib is not installed");
		RunOutcome outcome = python("""
				import matplotlib.pyplot as plt
				plt.plot([1, 2]); plt.show()
				figure = plt.figure(); plt.plot([2, 1])
				figure""");
		assertThat(outcome.outputs()).extracting(RichData::type).containsExactly("image/png", "image/png");
		assertThat(outcome.outputs()).extracting((each) -> each.data().toString())
			.allSatisfy((data) -> assertThat(data).startsWith("iVBORw0KGgo"));
		assertThat(python("plt.get_fignums()").text()).isEqualTo("[]");
	}

	@Test
	void takesDataFramesAsHtmlAndAsJson() {
		Assumptions.assumeTrue(python("import pandas").exitCode() == 0, "pandas is not installed");
		RunOutcome outcome = python("import pandas as pd\npd.DataFrame({'a': [1, 2]})");
		assertThat(outcome.outputs()).extracting(RichData::type)
			.containsExactly("text/html", "application/vnd.dataframe+json");
		assertThat(outcome.outputs().get(1).data()).isEqualTo(
				Map.of("columns", List.of("a"), "index", List.of(0, 1), "data", List.of(List.of(1), List.of(2))));
	}

	@Test
	void takesWhatPandasOffersAsADataFrame() {
		// As much of pandas as the interpreter looks at
		write("/workspace/pandas.py", """
				class DataFrame:
				    def _repr_html_(self): return '<table/>'
				    def to_json(self, orient, date_format): return '{"columns":["a"],"index":[0],"data":[[1]]}'
				""");
		RunOutcome outcome = python("import pandas\npandas.DataFrame()");
		assertThat(outcome.outputs()).containsExactly(new RichData("text/html", "<table/>"),
				new RichData("application/vnd.dataframe+json",
						Map.of("columns", List.of("a"), "index", List.of(0), "data", List.of(List.of(1)))));
	}

}

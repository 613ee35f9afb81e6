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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The one Python interpreter of a sandbox.
 */
@ParameterizedClass
@MethodSource("isolations")
class PythonRunTests extends SandboxTestBase {

	private static final String LOST = "hopx: The Python interpreter was restarted; variables of earlier runs are lost.\n";

	@Test
	void keepsVariablesBetweenRuns() {
		python("import math\ndef area(r):\n    return math.pi * r * r\nradius = 2");
		assertThat(python("print(round(area(radius), 2))").stdout()).isEqualTo("12.57\n");
	}

	@Test
	void keepsTwoSandboxesApart() {
		SandboxRuntime other = start();
		try {
			python("secret = 1");
			assertThat(get(other.run(code("python", "print('secret' in globals())"))).stdout()).isEqualTo("False\n");
		}
		finally {
			other.destroy().block(PATIENCE);
		}
	}

	@Test
	void givesTheValueOfTheLastExpression() {
		RunOutcome outcome = python("x = 20\nx + 1\nx + 2");
		assertThat(outcome.text()).isEqualTo("22");
		assertThat(outcome.stdout()).isEmpty();
		assertThat(outcome.outputs()).isEmpty();
		assertThat(python("_").text()).isEqualTo("22");
	}

	@ParameterizedTest
	@ValueSource(strings = { "x = 1", "None", "print('x')", "", "# nothing", "for i in range(2): i" })
	void givesNoTextWithoutAValue(String code) {
		RunOutcome outcome = python(code);
		assertThat(outcome.exitCode()).isZero();
		assertThat(outcome.text()).isNull();
	}

	@Test
	void showsTheUsersFramesOnly() {
		python("def divide(a, b):\n    return a / b");
		RunOutcome outcome = python("print('before')\ndivide(1, 0)");
		assertThat(outcome.exitCode()).isEqualTo(1);
		assertThat(outcome.stdout()).isEqualTo("before\n");
		assertThat(outcome.stderr().lines().filter((line) -> !line.contains("^") && !line.contains("~")))
			.containsExactly("Traceback (most recent call last):", "  File \"<cell 2>\", line 2, in <module>",
					"    divide(1, 0)", "  File \"<cell 1>\", line 2, in divide", "    return a / b",
					"ZeroDivisionError: division by zero");
		assertThat(outcome.text()).isNull();
	}

	@Test
	void showsWhereTheSyntaxIsWrong() {
		RunOutcome outcome = python("x = 1\ny = = 2");
		assertThat(outcome.exitCode()).isEqualTo(1);
		assertThat(outcome.stderr()).contains("File \"<cell 1>\", line 2", "y = = 2", "SyntaxError")
			.doesNotContain("Traceback", "kernel");
	}

	@Test
	void showsTheCauseOfAnErrorWithoutItsOwnFrames() {
		RunOutcome outcome = python("try:\n    {}['key']\nexcept KeyError as e:\n    raise ValueError('no') from e");
		assertThat(outcome.stderr()).contains("KeyError: 'key'", "direct cause", "ValueError: no")
			.doesNotContain("kernel.py");
	}

	@Test
	void goesOnAfterExit() {
		assertThat(python("x = 5\nimport sys\nsys.exit(4)").exitCode()).isEqualTo(4);
		assertThat(python("sys.exit()").exitCode()).isZero();
		RunOutcome words = python("sys.exit('no more')");
		assertThat(words.exitCode()).isEqualTo(1);
		assertThat(words.stderr()).isEqualTo("no more\n");
		assertThat(python("x").text()).isEqualTo("5");
	}

	@Test
	void startsAgainWhenTheInterpreterIsGone() {
		RunOutcome outcome = python("x = 1\nprint('last words', flush=True)\nimport os\nos._exit(3)");
		assertThat(outcome.exitCode()).isEqualTo(3);
		assertThat(outcome.stdout()).isEqualTo("last words\n");
		assertThat(outcome.stderr()).isEqualTo("hopx: The Python interpreter ended; its variables are lost.\n");
		RunOutcome next = python("print('x' in globals())");
		assertThat(next.stdout()).isEqualTo("False\n");
		assertThat(next.stderr()).isEqualTo(LOST);
		assertThat(python("1").stderr()).isEmpty();
	}

	@Test
	void reportsTheSignalThatEndedTheInterpreter() {
		assertThat(python("import os\nos.kill(os.getpid(), 11)").exitCode()).isEqualTo(128 + 11);
	}

	@Test
	void queuesRunsForTheOneInterpreter() {
		python("order = []");
		List<String> codes = IntStream.range(0, 20).mapToObj((i) -> "order.append(" + i + ")").toList();
		Flux.fromIterable(codes).flatMap((each) -> this.sandbox.run(code("python", each)), 20).blockLast(PATIENCE);
		assertThat(python("sorted(order) == list(range(20))").text()).isEqualTo("True");
	}

	@Test
	void restoresVariablesAndFolderAfterARun() {
		python("import os\nos.environ['KEPT'] = 'a'");
		get(this.sandbox.files().mkdir("sub"));
		RunOutcome outcome = run(new CodeRun("python",
				"print(os.environ['KEPT'], os.environ['GIVEN'], os.path.basename(os.getcwd()))\nos.environ['MADE'] = 'm'",
				PATIENCE, "sub", Map.of("KEPT", "b", "GIVEN", "g")));
		assertThat(outcome.stdout()).isEqualTo("b g sub\n");
		assertThat(python("print(os.environ['KEPT'], os.environ.get('GIVEN'), os.environ['MADE'],"
				+ " os.path.basename(os.getcwd()))")
			.stdout()).isEqualTo("a None m workspace\n");
	}

	@Test
	void catchesWhatChildrenAndCCodeWrite() {
		RunOutcome outcome = python("import os, subprocess, sys\nprint('one')\nos.system('echo two')\n"
				+ "subprocess.run(['bash', '-c', 'echo three; echo err >&2'])\nos.write(1, b'four\\n')\nprint('five')\nNone");
		assertThat(outcome.stdout()).isEqualTo("one\ntwo\nthree\nfour\nfive\n");
		assertThat(outcome.stderr()).isEqualTo("err\n");
	}

	@Test
	void survivesCodeThatClosesItsStreams() {
		python("import sys\nsys.stdout.close()\nsys.stderr = None");
		assertThat(python("print('again')").stdout()).isEqualTo("again\n");
		assertThat(python("1/0").stderr()).contains("ZeroDivisionError");
	}

	@Test
	void answersOnceForCodeThatForks() {
		RunOutcome outcome = python(
				"import os\npid = os.fork()\nif pid:\n    os.waitpid(pid, 0)\nprint('parent' if pid else 'child')");
		assertThat(outcome.stdout()).isEqualTo("child\nparent\n");
		assertThat(python("'still one'").text()).isEqualTo("'still one'");
	}

	@Test
	void survivesCodeThatSpeaksForTheInterpreter() {
		String write = "import os\nfor fd in range(3, 30):\n    try: os.write(fd, b'%s')\n    except OSError: pass\nprint('done')";
		assertThat(python(write.formatted("{\"run\":\"999\",\"exit\":0,\"bytes\":2}\\nxx")).stdout())
			.isEqualTo("done\n");
		assertThat(python(write.formatted("nonsense\\n")).exitCode()).isEqualTo(128 + 9);
		assertThat(python("1 + 1").text()).isEqualTo("2");
	}

	@Test
	void countsTheTimeOfARunFromItsStart() {
		List<RunOutcome> outcomes = Flux.just("import time\ntime.sleep(1)", "2")
			.flatMapSequential((each) -> this.sandbox.run(code("python", each)))
			.collectList()
			.block(PATIENCE);
		assertThat(outcomes.get(0).duration()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
		assertThat(outcomes.get(1).duration()).isLessThan(Duration.ofMillis(900));
	}

	@Test
	void takesAwaitAtTheTop() {
		assertThat(
				python("import asyncio\nasync def later():\n    await asyncio.sleep(0.001)\n    return 7").exitCode())
			.isZero();
		assertThat(python("await later()").text()).isEqualTo("7");
	}

	@Test
	void findsItsOwnClassesAndModules() {
		write("/workspace/helper.py", "VALUE = 3");
		assertThat(python("import helper\nhelper.VALUE").text()).isEqualTo("3");
		assertThat(python("import pickle\nclass P:\n    pass\ntype(pickle.loads(pickle.dumps(P()))) is P").text())
			.isEqualTo("True");
		assertThat(python("import inspect\ndef f():\n    return 1\n").exitCode()).isZero();
		assertThat(python("inspect.getsource(f)").text()).contains("def f():");
	}

	@Test
	void showsNothingOfItselfToImports() {
		assertThat(python("import kernel").stderr()).contains("ModuleNotFoundError");
		assertThat(python("import supervisor").stderr()).contains("ModuleNotFoundError");
		assertThat(python("__name__").text()).isEqualTo("'__main__'");
	}

	@Test
	void losesNoOutputOfManyRuns() {
		for (int i = 0; i < 300; i++) {
			RunOutcome outcome = python(
					"import sys\nfor i in range(20): print('o', i)\nprint('e', file=sys.stderr)\nprint('end %d')"
						.formatted(i));
			assertThat(outcome.stdout()).endsWith("o 19\nend " + i + "\n").startsWith("o 0\n");
			assertThat(outcome.stderr()).isEqualTo("e\n");
		}
	}

}

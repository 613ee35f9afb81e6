"""Tests of what turns a notebook's cells into Python. The folder of the sources is in HOPX_SOURCES."""

import ast
import os
import sys
import unittest

sys.path.insert(0, os.path.join(os.environ["HOPX_SOURCES"], "kernel"))

from hopx_cells import Statement, python_of
from hopx_ipython import Session, UsageError, is_quiet, options, span

SYSTEM = "get_ipython().system(%r)"
OUTPUT = "get_ipython().getoutput(%r)"
LINE = "get_ipython().run_line_magic(%r, %r)"
CELL = "get_ipython().run_cell_magic(%r, %r, %r)"
HELP = "get_ipython().help(%r, %r)"


class CellsTest(unittest.TestCase):
    def test_special_lines_become_calls(self):
        for cell, source in (
                ("!ls -l", SYSTEM % "ls -l"),
                ("!!ls", OUTPUT % "ls"),
                ("files = !ls *.txt", "files = " + OUTPUT % "ls *.txt"),
                ("a.b = !ls", "a.b = " + OUTPUT % "ls"),
                ("a, b = !ls", "a, b = " + OUTPUT % "ls"),
                ("%pwd", LINE % ("pwd", "")),
                ("%cd  /tmp ", LINE % ("cd", "/tmp")),
                ("here = %pwd", "here = " + LINE % ("pwd", "")),
                ("print?", HELP % ("print", False)),
                ("?print", HELP % ("print", False)),
                ("os.path??", HELP % ("os.path", True)),
                ("??os.path", HELP % ("os.path", True)),
                ("%time?", HELP % ("%time", False)),
                ("%%bash?", HELP % ("%%bash", False)),
                ("%%bash -x\necho a\n", CELL % ("bash", "-x", "echo a\n")),
                ("\n%%time\nf()", CELL % ("time", "", "f()")),
                ("if x:\n    !ls\n    y = 1", "if x:\n    " + SYSTEM % "ls" + "\n    y = 1"),
                ("!a \\\n  b\nx", SYSTEM % "a   b" + "\n\nx"),
                ("x = [1,\n  2]\n!ls", "x = [1,\n  2]\n" + SYSTEM % "ls"),
                ("s = 'it''s' # '\n!ls", "s = 'it''s' # '\n" + SYSTEM % "ls")):
            self.assertEqual(python_of(cell), source, cell)

    def test_python_stays_as_it_is(self):
        for cell in ("x = 1", "", "# !ls", "10 \\\n%3", "(10\n%3)", "x = '''\n!ls\n%pwd\n'''", "a != b", "x %= 2",
                     "def f():\n    return 7 % 4", "'?'"):
            self.assertEqual(python_of(cell), cell)

    def test_lines_within_statements_stay_next_to_special_ones(self):
        for inner in ("x = '''\n!ls\nwho?\n'''", 'x = """a\\"""\n!b\n"""', "x = (10\n%y)", "x = 10 \\\n%y",
                      "x = [ # (\n1]", "x = '\\\\'", "x = 'a\\\n!b'"):
            self.assertEqual(python_of(inner + "\n!ls"), inner + "\n" + SYSTEM % "ls")

    def test_mistakes_stay_for_python_to_report(self):
        for cell in ("x = ", "if", "x ? y", "% d", "!", "f(", "'unended\nx = "):
            source = python_of(cell)
            if cell != "!":
                self.assertEqual(source, cell)

    def test_calls_are_python(self):
        for cell in ("!echo 'it' \"is\" {x} \\n", "%env A='b' \\ ", "%%bash\necho '''\n", "x = !echo ]"):
            ast.parse(python_of(cell))

    def test_statements(self):
        for line, is_open in (("f(", True), ("f()", False), ("'''", True), ("''''''", False), ("a \\", True),
                              ("# (", False), ("'('", False), ("'a\\'", False), (")", False)):
            statement = Statement()
            statement.add(line)
            self.assertEqual(statement.is_open(), is_open, line)


class SessionTest(unittest.TestCase):
    def setUp(self):
        self.names = {}
        self.session = Session(self.names, lambda source: eval(source, self.names))
        self.session.begin("")

    def test_results_are_numbered_and_shifted(self):
        for value in (10, 20, 30):
            self.session.begin("x")
            self.session.keep(value)
        self.assertEqual((self.names["_"], self.names["__"], self.names["___"]), (30, 20, 10))
        self.assertEqual(self.names["Out"], {2: 10, 3: 20, 4: 30})
        self.assertEqual(self.names["In"], ["", "", "x", "x", "x"])

    def test_old_ones_are_let_go(self):
        for _ in range(1500):
            self.session.begin("x")
            self.session.keep(object())
        self.assertEqual(len(self.names["Out"]), 1000)
        self.assertEqual(sum(each == "x" for each in self.names["In"]), 1000)
        self.assertEqual(self.names["In"][-1], "x")

    def test_a_user_may_take_the_names(self):
        self.names.update(In=1, Out=2)
        self.session.begin("x")
        self.session.keep(3)
        self.assertEqual((self.names["In"], self.names["Out"], self.names["_"]), (1, 2, 3))

    def test_commands_take_values(self):
        self.names.update(x=6, words=["a", "b"])
        self.assertEqual(self.session.getoutput("echo $x {x * 7} {words[1]}"), ["6 42 b"])
        self.assertEqual(self.session.getoutput("unknown=1; echo $unknown {1,2} $$unknown"), ["1 1 2 1"])
        self.assertEqual(self.session.getoutput("echo ${HOME:+set} {a b}"), ["set {a b}"])

    def test_output_is_lines(self):
        lines = self.session.getoutput("echo a; echo b >&2; exit 3")
        self.assertEqual((lines, lines.n, lines.s), (["a", "b"], "a\nb", "a b"))
        self.assertEqual(self.names["_exit_code"], 3)

    def test_unknown_magics_say_which_there_are(self):
        with self.assertRaisesRegex(UsageError, "no magic %nonsense; there are %cd, .*%who"):
            self.session.run_line_magic("nonsense", "")
        with self.assertRaisesRegex(UsageError, "no magic %%pwd; there are %%bash"):
            self.session.run_cell_magic("pwd", "", "")
        with self.assertRaises(UsageError):
            self.session.run_line_magic("", "")

    def test_options_of_timeit(self):
        self.assertEqual(options("-n 3 -r2 f()"), (3, 2, "f()"))
        self.assertEqual(options("x - 1"), (None, None, "x - 1"))
        for wrong in ("-n f()", "-r 0 x"):
            self.assertRaises(UsageError, options, wrong)

    def test_semicolons_ask_for_quiet(self):
        self.assertTrue(is_quiet("x;"))
        self.assertTrue(is_quiet("x; # why\n\n"))
        self.assertFalse(is_quiet("x # y;"))
        self.assertFalse(is_quiet("'x;'"))
        self.assertFalse(is_quiet("(x;"))

    def test_spans(self):
        self.assertEqual([span(each) for each in (2, 0.0125, 1.5e-5, 3e-9, 0)],
                         ["2 s", "12.5 ms", "15 µs", "3 ns", "0 ns"])


if __name__ == "__main__":
    unittest.main()

"""Turns what a notebook's user writes into Python: !commands, %magics and ?help become calls.

What is Python already stays as it is. Only the first line of a statement can be something else, so
lines within strings, brackets and continued statements are left alone.
"""

import ast
import re

ASSIGNMENT = re.compile(r"(?P<target>[A-Za-z_][\w.]*(?:\s*,\s*[A-Za-z_][\w.]*)*\s*=\s*)(?P<kind>[!%])(?P<rest>[^=].*)$")
HELP = re.compile(r"(?P<before>\?{0,2})(?P<name>%{0,2}[A-Za-z_][\w.]*)(?P<after>\?{0,2})$")

CALL = "get_ipython()."


def python_of(cell):
    """The Python source of a cell."""
    if cell.lstrip().startswith("%%"):
        return cell_magic(cell.lstrip())
    if is_python(cell):
        return cell
    source, state, lines = [], Statement(), iter(cell.split("\n"))
    for line in lines:
        if state.is_open():
            state.add(line)
            source.append(line)
            continue
        call = special(line)
        if call is None:
            state.add(line)
            source.append(line)
            continue
        # A command that goes on in the next line
        missing = 0
        while line.endswith("\\"):
            line = line[:-1] + next(lines, "")
            missing += 1
        source.append(special(line))
        # What comes after keeps its line number
        source.extend([""] * missing)
    return "\n".join(source)


def is_python(source):
    try:
        ast.parse(source)
    except (SyntaxError, ValueError):
        return False
    return True


def cell_magic(cell):
    first, _, body = cell.partition("\n")
    name, _, line = first[2:].strip().partition(" ")
    if name and not body and name.endswith("?"):
        return CALL + "help(%r, False)" % ("%%" + name.rstrip("?"))
    return CALL + "run_cell_magic(%r, %r, %r)" % (name, line.strip(), body)


def special(line):
    """The call that a line stands for, with its indentation, or None where it is no such line."""
    text = line.strip()
    indentation = line[:len(line) - len(line.lstrip())]
    call = special_call(text)
    return None if call is None else indentation + call


def special_call(text):
    asked = HELP.match(text)
    if asked and (asked.group("before") or asked.group("after")):
        detail = "??" in (asked.group("before"), asked.group("after"))
        return CALL + "help(%r, %r)" % (asked.group("name"), detail)
    if text.startswith("!!"):
        return CALL + "getoutput(%r)" % text[2:]
    if text.startswith("!"):
        return CALL + "system(%r)" % text[1:]
    if text.startswith("%") and len(text) > 1 and (text[1].isalpha() or text[1] == "_"):
        return magic_call(text[1:])
    assigned = ASSIGNMENT.match(text)
    if assigned:
        rest = assigned.group("rest")
        value = CALL + "getoutput(%r)" % rest if assigned.group("kind") == "!" else magic_call(rest)
        return assigned.group("target") + value
    return None


def magic_call(text):
    name, _, line = text.partition(" ")
    return CALL + "run_line_magic(%r, %r)" % (name, line.strip())


class Statement:
    """Whether a statement goes on, as far as its lines tell: in a string, brackets or by a backslash."""

    def __init__(self):
        self._quote = None
        self._depth = 0
        self._continued = False

    def is_open(self):
        return self._quote is not None or self._depth > 0 or self._continued

    def add(self, line):
        self._continued = False
        at = 0
        while at < len(line):
            at = self._in_string(line, at) if self._quote else self._in_code(line, at)
        if self._quote is not None and len(self._quote) == 1 and not self._continued:
            # A string that its line did not end is a mistake, which Python reports
            self._quote = None

    def _in_string(self, line, at):
        if line[at] == "\\":
            self._continued = at + 1 == len(line)
            return at + 2
        if line.startswith(self._quote, at):
            at += len(self._quote)
            self._quote = None
            return at
        return at + 1

    def _in_code(self, line, at):
        char = line[at]
        if char == "#":
            return len(line)
        if char in "'\"":
            self._quote = char * 3 if line.startswith(char * 3, at) else char
            return at + len(self._quote)
        if char == "\\" and at + 1 == len(line):
            self._continued = True
        elif char in "([{":
            self._depth += 1
        elif char in ")]}":
            self._depth = max(0, self._depth - 1)
        return at + 1

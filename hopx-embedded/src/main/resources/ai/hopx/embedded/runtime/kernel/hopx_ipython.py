"""What a notebook adds to Python: numbered inputs and results, !commands, %magics and help.

A small part of what IPython has. It shares the interpreter's one namespace.
"""

import inspect
import io
import os
import re
import shutil
import subprocess
import sys
import time
import tokenize

import hopx_cells

# Inputs and results that are kept; older ones are let go
MAX_KEPT = 1000

# Runs of a statement that %timeit measures
REPETITIONS = 5

EXPANSION = re.compile(r"\$\$|\$(?P<name>[A-Za-z_]\w*)|\{(?P<code>[^{}]+)\}")


class UsageError(Exception):
    """A magic that does not exist, or that was told what it does not take."""


class Lines(list):
    """What a command wrote, line by line."""

    @property
    def n(self):
        return "\n".join(self)

    @property
    def s(self):
        return " ".join(self)


class Session:
    def __init__(self, namespace, evaluate):
        self.count = 0
        self._namespace = namespace
        self._evaluate = evaluate
        self._hidden = set()
        self._previous_folder = None

    def begin(self, cell):
        """Number a cell; return its Python source."""
        names = self._namespace
        if self.count == 0:
            for name, value in (("In", [""]), ("Out", {}), ("_", ""), ("__", ""), ("___", "")):
                names.setdefault(name, value)
            names["get_ipython"] = lambda: self
            self._hidden = {"In", "Out", "get_ipython"}
        self.count += 1
        inputs = names.get("In")
        if isinstance(inputs, list):
            inputs.append(cell)
            if len(inputs) > MAX_KEPT:
                inputs[len(inputs) - MAX_KEPT - 1] = ""
        names["_i"] = cell
        return hopx_cells.python_of(cell)

    def keep(self, value):
        """Take a cell's result."""
        names = self._namespace
        names["___"], names["__"], names["_"] = names.get("__"), names.get("_"), value
        results = names.get("Out")
        # A result that is the results themselves would never go away
        if isinstance(results, dict) and value is not results:
            results[self.count] = value
            results.pop(self.count - MAX_KEPT, None)

    def system(self, command):
        """Run a command; its output is the cell's."""
        sys.stdout.flush()
        sys.stderr.flush()
        process = subprocess.run(shell() + [self._expand(command)], stdin=subprocess.DEVNULL)
        self._namespace["_exit_code"] = exit_code(process)

    def getoutput(self, command):
        """Run a command; return the lines it wrote."""
        process = subprocess.run(shell() + [self._expand(command)], stdin=subprocess.DEVNULL,
                                 stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self._namespace["_exit_code"] = exit_code(process)
        return Lines(process.stdout.decode("utf-8", "replace").splitlines())

    def run_line_magic(self, name, line):
        return self._magic("%", name, "line_")(self._expand(line) if name in EXPANDED else line)

    def run_cell_magic(self, name, line, cell):
        return self._magic("%%", name, "cell_")(line, cell)

    def help(self, name, detail):
        """Print what is known of an object; with detail, its source as well."""
        if name.startswith("%"):
            kind = "cell_" if name.startswith("%%") else "line_"
            print(inspect.getdoc(self._magic(name[:len(name) - len(name.lstrip("%"))], name.lstrip("%"), kind)))
            return
        try:
            value = eval(name, self._namespace)
        except (NameError, AttributeError):
            print("Object `%s` not found." % name)
            return
        for title, text in describe(value, detail):
            print("%-11s %s" % (title + ":", text) if "\n" not in text else "%s:\n%s" % (title, text))

    def _magic(self, sign, name, kind):
        method = getattr(self, kind + name, None) if name.isidentifier() else None
        if method is None:
            known = sorted(sign + each[len(kind):] for each in dir(self) if each.startswith(kind))
            raise UsageError("There is no magic %s%s; there are %s" % (sign, name, ", ".join(known)))
        return method

    def _expand(self, text):
        """Put values in for $name and {expression}; what is no such thing stays, for the shell."""
        def value_of(match):
            if match.group() == "$$":
                return "$"
            name, code = match.group("name"), match.group("code")
            if name is not None:
                return str(self._namespace[name]) if name in self._namespace else match.group()
            try:
                value = eval(code, self._namespace)
            except Exception:
                return match.group()
            # Alternatives, such as {a,b}, are the shell's own
            return match.group() if isinstance(value, tuple) else str(value)
        return EXPANSION.sub(value_of, text)

    def _variables(self):
        return {name: value for name, value in self._namespace.items()
                if not name.startswith("_") and name not in self._hidden}

    def line_pwd(self, line):
        """Return the working directory."""
        return os.getcwd()

    def line_cd(self, line):
        """Change the working directory: to a folder, home without one, or back with -."""
        folder = line.strip("'\"")
        if folder == "-":
            if self._previous_folder is None:
                raise UsageError("There is no folder to go back to")
            folder = self._previous_folder
        before = os.getcwd()
        try:
            os.chdir(os.path.expanduser(folder or "~"))
        except OSError as error:
            raise UsageError("Cannot change to '%s': %s" % (folder, error.strerror)) from None
        self._previous_folder = before
        print(os.getcwd())

    def line_env(self, line):
        """Return all environment variables, one (NAME), or set one (NAME=value or NAME value)."""
        name, value = (re.split(r"\s*=\s*|\s+", line, maxsplit=1) + [None])[:2]
        if not name:
            return dict(os.environ)
        if value is None:
            if name not in os.environ:
                raise UsageError("There is no environment variable %s" % name)
            return os.environ[name]
        os.environ[name] = value
        print("env: %s=%s" % (name, value))
        return None

    def line_time(self, line):
        """Run a statement and print how long it took."""
        return self._timed(line)

    def cell_time(self, line, cell):
        """Run a cell and print how long it took."""
        return self._timed(line + "\n" + cell if line else cell)

    def _timed(self, code):
        source = hopx_cells.python_of(code)
        wall, before = time.perf_counter(), os.times()
        try:
            return self._evaluate(source)
        finally:
            wall, after = time.perf_counter() - wall, os.times()
            user, system = after.user - before.user, after.system - before.system
            print("CPU times: user %s, sys: %s, total: %s" % (span(user), span(system), span(user + system)))
            print("Wall time: %s" % span(wall))

    def line_timeit(self, line):
        """Run a statement many times and print how long it takes: [-n LOOPS] [-r RUNS] STATEMENT."""
        self._timeit(*options(line))

    def cell_timeit(self, line, cell):
        """Run a cell many times and print how long it takes: [-n LOOPS] [-r RUNS] [SETUP]."""
        loops, runs, setup = options(line)
        self._timeit(loops, runs, cell, setup or "pass")

    def _timeit(self, loops, runs, code, setup="pass"):
        import statistics
        import timeit
        timer = timeit.Timer(hopx_cells.python_of(code), setup, globals=self._namespace)
        if loops is None:
            loops = timer.autorange()[0]
        each = [total / loops for total in timer.repeat(runs or REPETITIONS, loops)]
        print("%s ± %s per loop (mean ± std. dev. of %d runs, %s loops each)"
              % (span(statistics.mean(each)), span(statistics.pstdev(each)), len(each), format(loops, ",")))

    def line_who(self, line):
        """Print the names of all variables."""
        print("\t".join(sorted(self._variables())) or "There are no variables.")

    def line_who_ls(self, line):
        """Return the names of all variables."""
        return sorted(self._variables())

    def line_whos(self, line):
        """Print all variables with their types and values."""
        for name, value in sorted(self._variables().items()):
            print("%-15s %-15s %s" % (name, type(value).__name__, shorten(value)))

    def line_matplotlib(self, line):
        """Do nothing: figures are shown inline, whatever is asked for."""

    def line_pip(self, line):
        """Run pip in this interpreter's environment."""
        subprocess.run([sys.executable, "-m", "pip"] + line.split(), stdin=subprocess.DEVNULL)

    def line_lsmagic(self, line):
        """Print all magics."""
        print(" ".join(sorted("%" + each[5:] for each in dir(self) if each.startswith("line_"))))
        print(" ".join(sorted("%%" + each[5:] for each in dir(self) if each.startswith("cell_"))))

    def cell_bash(self, line, cell):
        """Run a cell with bash."""
        self._script(["bash"], cell)

    def cell_sh(self, line, cell):
        """Run a cell with sh."""
        self._script(["sh"], cell)

    def _script(self, argv, cell):
        sys.stdout.flush()
        sys.stderr.flush()
        try:
            process = subprocess.run(argv, input=cell.encode("utf-8", "surrogateescape"))
        except FileNotFoundError:
            raise UsageError("The sandbox has no program '%s'" % argv[0]) from None
        self._namespace["_exit_code"] = exit_code(process)
        if process.returncode != 0:
            raise UsageError("%s ended with exit code %d" % (argv[0], exit_code(process)))

    def cell_writefile(self, line, cell):
        """Write a cell to a file: [-a] FILE; with -a, at its end."""
        append = line.startswith("-a ")
        name = line[3:].strip() if append else line
        if not name:
            raise UsageError("%%writefile needs the name of a file")
        with open(os.path.expanduser(name.strip("'\"")), "a" if append else "w", encoding="utf-8") as file:
            file.write(cell)
        print("%s %s" % ("Appending to" if append else "Writing", name))


# Magics that take values of variables, as a command does
EXPANDED = {"cd", "env", "pip"}


def shell():
    return [shutil.which("bash") or "/bin/sh", "-c"]


def exit_code(process):
    return process.returncode if process.returncode >= 0 else 128 - process.returncode


def is_quiet(source):
    """Whether a cell ends with a semicolon: its result is not wanted."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (tokenize.TokenError, SyntaxError):
        return False
    ignored = (tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.ENDMARKER)
    for token in reversed(tokens):
        if token.type not in ignored:
            return token.string == ";"
    return False


def options(line):
    """The loops and runs that were asked for, or None for each, and the statement."""
    found = {"-n": None, "-r": None}
    while line[:2] in found:
        match = re.match(r"(-[nr])\s*(\d+)\s*", line)
        if match is None or int(match.group(2)) == 0:
            raise UsageError("%s needs a number" % line[:2])
        found[match.group(1)] = int(match.group(2))
        line = line[match.end():]
    return found["-n"], found["-r"], line


def span(seconds):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return "%.3g %s" % (seconds / size, unit)
    return "%.3g ns" % (seconds / 1e-9)


def shorten(value):
    try:
        text = repr(value)
    except Exception as error:
        text = "<%s>" % type(error).__name__
    text = text.replace("\n", " ")
    return text if len(text) <= 60 else text[:57] + "..."


def describe(value, detail):
    """What is known of an object: pairs of a title and a text."""
    if callable(value):
        try:
            yield "Signature", getattr(value, "__name__", "") + str(inspect.signature(value))
        except (TypeError, ValueError):
            # Written in C, and without one
            pass
    yield "Type", type(value).__name__
    if not callable(value) and not inspect.ismodule(value):
        yield "String form", shorten(value)
    try:
        yield "File", inspect.getfile(value)
    except (TypeError, OSError):
        # Not everything comes from a file
        pass
    if detail:
        try:
            yield "Source", inspect.getsource(value).rstrip()
        except (TypeError, OSError):
            # Nor has all of it a source
            pass
    yield "Docstring", inspect.getdoc(value) or "<no docstring>"

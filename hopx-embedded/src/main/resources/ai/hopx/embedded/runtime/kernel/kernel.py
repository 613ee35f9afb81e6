"""A sandbox's Python interpreter: runs one piece of code after the other in one namespace.

Requests and results are frames (a line of JSON, then raw bytes) on two pipes. Standard output and
error are the real descriptors 1 and 2, so what C code and child processes write is caught as well.
"""

import ast
import builtins
import inspect
import io
import json
import linecache
import os
import signal
import sys
import traceback
import types

import hopx_matplotlib
import hopx_rich

INTERRUPTED = 130

# Cells whose source can still be shown in tracebacks
MAX_SOURCES = 1000

HERE = os.path.dirname(os.path.abspath(__file__)) + os.sep


class Kernel:
    def __init__(self, requests, results):
        self._requests = os.fdopen(requests, "rb")
        self._results = os.fdopen(results, "wb")
        self._pid = os.getpid()
        self._count = 0
        self._loop = None
        self._running = False
        self._streams = {}
        self._rich = hopx_rich.Collector()
        # A real __main__, so that pickle and multiprocessing find what user code defines
        self._module = types.ModuleType("__main__")
        self._module.__builtins__ = builtins
        sys.modules["__main__"] = self._module
        self._session = None
        builtins.display = self._rich.display
        hopx_matplotlib.prepare(self._rich.figures)
        signal.signal(signal.SIGINT, self._on_interrupt)

    def serve(self):
        while True:
            line = self._requests.readline()
            if not line:
                return
            request = json.loads(line)
            code = self._requests.read(request.get("bytes", 0)).decode("utf-8", "replace")
            exit_code = self._run(request, code)
            self._flush()
            if os.getpid() != self._pid:
                # The code forked, and this is the child: its parent answers
                os._exit(exit_code)
            payload = self._rich.take()
            header = {"run": request["run"], "exit": exit_code, "bytes": len(payload)}
            self._results.write(json.dumps(header).encode() + b"\n" + payload)
            self._results.flush()

    def _run(self, request, code):
        self._count += 1
        self._rich.start(request["maxText"], request["maxRich"])
        self._connect()
        variables, directory = {}, None
        try:
            # From here to the end of the run, an interrupt is an exception in the user's code
            self._running = True
            try:
                variables = enter_environment(request["env"])
                directory = enter_directory(request["cwd"])
                if request.get("ipython"):
                    self._execute_cell(code)
                else:
                    self._execute(code, self._keep)
                return 0
            finally:
                self._running = False
                leave(variables, directory)
        except SystemExit as error:
            return exit_status(error)
        except KeyboardInterrupt as error:
            report(error)
            return INTERRUPTED
        except BaseException as error:
            report(error)
            return 1

    def _execute_cell(self, code):
        """Run a notebook's cell, which may hold more than Python."""
        notebook = load_notebook()
        if self._session is None:
            self._session = notebook.Session(self._module.__dict__, self._evaluate_source)
        source = self._session.begin(code)
        self._rich.count = self._session.count
        try:
            self._execute(source, (lambda value: None) if notebook.is_quiet(code) else self._keep_numbered)
        except notebook.UsageError as error:
            print("UsageError: %s" % error, file=sys.stderr)
            raise SystemExit(1) from None

    def _keep(self, value):
        self._module._ = value
        self._rich.result(value)

    def _keep_numbered(self, value):
        self._session.keep(value)
        self._rich.result(value)

    def _execute(self, code, keep):
        """Run code; a value of an expression at its end goes to ``keep``."""
        name = "<cell %d>" % self._count
        linecache.cache.pop("<cell %d>" % (self._count - MAX_SOURCES), None)
        # Every line with its end: tracebacks place their markers by it
        lines = [line + "\n" for line in code.replace("\r\n", "\n").split("\n")]
        linecache.cache[name] = (len(code), None, lines, name)
        try:
            value = self._evaluate_all(ast.parse(code, name), name)
            if value is not None:
                keep(value)
        except Exception:
            # What was drawn before the error helps to see it
            self._rich.figures()
            raise
        self._rich.figures()

    def _evaluate_all(self, tree, name):
        """Run the statements; return the value of an expression at the end."""
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        self._evaluate(tree, name, "exec")
        return None if last is None else self._evaluate(ast.Expression(last.value), name, "eval")

    def _evaluate_source(self, source):
        """Run what a cell holds within it, such as the statement that is timed."""
        name = "<cell %d>" % self._count
        return self._evaluate_all(ast.parse(source, name), name)

    def _evaluate(self, tree, name, mode):
        compiled = compile(tree, name, mode, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        value = eval(compiled, self._module.__dict__)
        if compiled.co_flags & inspect.CO_COROUTINE:
            value = self._await(value)
        return value

    def _await(self, coroutine):
        if self._loop is None or self._loop.is_closed():
            import asyncio
            self._loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self._loop)
        return self._loop.run_until_complete(coroutine)

    def _connect(self):
        """Give a run its streams back, whatever an earlier one has done to them."""
        for name, fd in (("stdout", 1), ("stderr", 2)):
            if name not in self._streams or self._streams[name].closed:
                self._streams[name] = open_stream(fd)
            setattr(sys, name, self._streams[name])
            setattr(sys, "__%s__" % name, self._streams[name])
        signal.signal(signal.SIGINT, self._on_interrupt)

    def _flush(self):
        for stream in (sys.stdout, sys.stderr, *self._streams.values()):
            try:
                stream.flush()
            except Exception:
                # Closed, or an object of the user's that cannot be flushed
                pass

    def _on_interrupt(self, *_):
        if self._running:
            raise KeyboardInterrupt


def load_notebook():
    """Import what cells need when the first one comes: most interpreters never see one."""
    sys.path.insert(0, HERE)
    try:
        import hopx_ipython
    finally:
        sys.path.remove(HERE)
    return hopx_ipython


def open_stream(fd):
    # What cannot be encoded is written as an escape rather than lost with the rest of its line
    raw = io.FileIO(fd, "w", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(raw), "utf-8", "backslashreplace", line_buffering=True)


def enter_environment(env):
    """Set variables for a run; return what they were."""
    before = {name: os.environ.get(name) for name in env}
    os.environ.update(env)
    return before


def enter_directory(path):
    """Change to a run's folder, if it has one; return where to go back to."""
    if path is None:
        return None
    try:
        before = os.getcwd()
    except OSError:
        # An earlier run removed it
        before = None
    os.chdir(path)
    return before


def leave(variables, directory):
    for name, value in variables.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    if directory is not None:
        try:
            os.chdir(directory)
        except OSError:
            # The run removed it
            pass


def exit_status(error):
    """What the interpreter itself would make of a SystemExit."""
    if error.code is None:
        return 0
    if isinstance(error.code, int):
        return error.code & 0xFF
    print(error.code, file=sys.stderr)
    return 1


def report(error):
    """Print a traceback without the frames of this interpreter."""
    frames = error.__traceback__
    while frames is not None and not frames.tb_frame.f_code.co_filename.startswith("<cell "):
        frames = frames.tb_next
    try:
        report = traceback.TracebackException(type(error), error, frames)
        clean(report, set())
        for line in report.format():
            sys.stderr.write(line)
    except Exception:
        # An exception whose own text fails
        print(type(error).__name__, file=sys.stderr)


def clean(report, seen):
    if report is None or id(report) in seen:
        return
    seen.add(id(report))
    report.stack[:] = [frame for frame in report.stack if not frame.filename.startswith(HERE)]
    clean(report.__cause__, seen)
    clean(report.__context__, seen)
    for each in getattr(report, "exceptions", None) or ():
        clean(each, seen)


def main():
    requests, results = int(sys.argv[1]), int(sys.argv[2])
    os.set_inheritable(requests, False)
    os.set_inheritable(results, False)
    # User code imports from where it is, and nothing of the interpreter's own
    sys.path[0] = ""
    sys.argv = [""]
    Kernel(requests, results).serve()


if __name__ == "__main__":
    main()

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

import hopx_rich

INTERRUPTED = 130


class Kernel:
    def __init__(self, requests, results):
        self._requests = os.fdopen(requests, "rb")
        self._results = os.fdopen(results, "wb")
        self._count = 0
        self._loop = None
        self._running = False
        self._rich = hopx_rich.Collector()
        self._streams = (standard_stream(1), standard_stream(2))
        # A real __main__, so that pickle and multiprocessing find what user code defines
        self._module = types.ModuleType("__main__")
        self._module.__builtins__ = builtins
        sys.modules["__main__"] = self._module
        builtins.display = self._rich.display
        hopx_rich.prepare_matplotlib()

    def serve(self):
        while True:
            line = self._requests.readline()
            if not line:
                return
            request = json.loads(line)
            code = self._requests.read(request["bytes"]).decode("utf-8", "replace")
            exit_code = self._run(request, code)
            payload = self._rich.take()
            header = {"run": request["run"], "exit": exit_code, "bytes": len(payload)}
            self._results.write(json.dumps(header).encode() + b"\n" + payload)
            self._results.flush()

    def _run(self, request, code):
        self._count += 1
        self._rich.start(request["maxText"], request["maxRich"])
        sys.stdout, sys.stderr = self._streams
        signal.signal(signal.SIGINT, self._on_interrupt)
        before, directory = {}, None
        exit_code = 1
        try:
            # From here to the end of the run, an interrupt is an exception in the user's code
            self._running = True
            try:
                before = enter_environment(request["env"])
                directory = enter_directory(request["cwd"])
                exit_code = self._execute(code)
            finally:
                self._running = False
                leave(before, directory)
        except SystemExit as error:
            exit_code = exit_status(error)
        except KeyboardInterrupt as error:
            report(error)
            exit_code = INTERRUPTED
        except BaseException as error:
            report(error)
        for stream in self._streams + (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except Exception:
                # Closed, or an object of the user's that cannot be flushed
                pass
        return exit_code

    def _execute(self, code):
        """Run the code; the value of a last expression is the run's result."""
        name = "<cell %d>" % self._count
        linecache.cache[name] = (len(code), None, code.splitlines(True), name)
        tree = ast.parse(code, name)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        self._evaluate(tree, name, "exec")
        if last is not None:
            value = self._evaluate(ast.Expression(last.value), name, "eval")
            if value is not None:
                self._module._ = value
                self._rich.result(value)
        self._rich.figures()
        return 0

    def _evaluate(self, tree, name, mode):
        compiled = compile(tree, name, mode, flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        value = eval(compiled, self._module.__dict__)
        if compiled.co_flags & inspect.CO_COROUTINE:
            if self._loop is None or self._loop.is_closed():
                import asyncio
                self._loop = asyncio.new_event_loop()
                asyncio.set_event_loop(self._loop)
            value = self._loop.run_until_complete(value)
        return value

    def _on_interrupt(self, *_):
        if self._running:
            raise KeyboardInterrupt


def standard_stream(fd):
    # Whatever cannot be encoded is written as an escape rather than lost with the whole line
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
    before = os.getcwd()
    os.chdir(path)
    return before


def leave(environment, directory):
    for name, value in environment.items():
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
    """Print a traceback that starts with the user's first frame."""
    frames = error.__traceback__
    while frames is not None and not frames.tb_frame.f_code.co_filename.startswith("<cell "):
        frames = frames.tb_next
    try:
        traceback.print_exception(type(error), error, frames)
    except Exception:
        print(type(error).__name__, file=sys.stderr)


def main():
    requests, results = int(sys.argv[1]), int(sys.argv[2])
    os.set_inheritable(requests, False)
    os.set_inheritable(results, False)
    # User code imports from where it is, and nothing of the kernel's
    sys.path[0] = ""
    sys.argv = [""]
    Kernel(requests, results).serve()


if __name__ == "__main__":
    main()

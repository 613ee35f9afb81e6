"""The sandbox's one Python interpreter, the kernel: its start, its queue of runs, its end.

Its variables live as long as it does. It is started by the first Python run and again by the next
run after it was lost.
"""

import os
import signal
import time
from collections import deque

from processes import KERNEL_RUN, RUN_VARIABLE, now_in_ticks, send
from protocol import FrameReader, ProtocolError, encode
from refusal import Refusal
from runs import GRACE_SECONDS, Run, Source, detach, exit_code, spawn
from scripts import unavailable

# Code that is in a C function, or handles the first interrupt, gets the next one
INTERRUPT_SECONDS = 0.5

VARIABLES_LOST = "The Python interpreter was restarted; variables of earlier runs are lost."


class PythonRun(Run):
    def __init__(self, supervisor, request, code, interpreter):
        super().__init__(supervisor, request)
        self.code = code
        self.directory = None
        self.kernel = None
        self.interrupted = False
        self.since = None
        self._interpreter = interpreter

    def cancel(self):
        self._interpreter.interrupt(self)


class Interpreter:
    def __init__(self, supervisor):
        self._supervisor = supervisor
        self._queue = deque()
        self._current = None
        self._kernel = None
        self._lost = False
        self._number = 0
        self._last_run = time.monotonic()

    def state(self):
        """What the interpreter is doing, for the server."""
        runs = len(self._queue) + (self._current is not None)
        return {"started": self._kernel is not None, "number": self._number, "runs": runs,
                "idle": 0 if runs else time.monotonic() - self._last_run}

    @property
    def pid(self):
        return None if self._kernel is None else self._kernel.pid

    def submit(self, request, code):
        if not self._supervisor.settings["interpreters"].get("python"):
            raise unavailable("python")
        directory = self._supervisor.working_directory(request)
        if not os.path.isdir(directory):
            raise Refusal("DIRECTORY_NOT_FOUND", "The working directory does not exist")
        run = PythonRun(self._supervisor, request, code, self)
        # Without one, the kernel stays where earlier runs have taken it
        run.directory = directory if request.get("cwd") else None
        self._queue.append(run)
        self._next()

    def interrupt(self, run):
        if run is self._current:
            if not run.interrupted:
                run.interrupted = True
                self._press(run, GRACE_SECONDS)
        elif run in self._queue:
            self._queue.remove(run)
            run.notes.append("It had not started: other runs kept the interpreter busy.")
            run.finish(128 + signal.SIGINT)

    def forget(self):
        """Expect the kernel's end: everything is being killed on purpose."""
        self._lost = False
        if self._kernel is not None:
            self._kernel.expected_end = True
        while self._queue:
            self._queue.popleft().finish(128 + signal.SIGKILL)

    def _press(self, run, left):
        if run is not self._current:
            return
        if self._supervisor.paused:
            # A stopped interpreter can neither be interrupted nor be blamed for that
            self._supervisor.loop.later(INTERRUPT_SECONDS, lambda: self._press(run, left))
        elif left > 0:
            send(self._kernel.pid, signal.SIGINT)
            run.kill(self._kernel.pid, run.since)
            self._supervisor.loop.later(INTERRUPT_SECONDS,
                                        lambda: self._press(run, left - INTERRUPT_SECONDS))
        else:
            run.notes.append("The Python interpreter did not stop when it was interrupted and was "
                             "ended; its variables are lost.")
            send(self._kernel.pid, signal.SIGKILL)
            run.kill(self._kernel.pid, run.since)

    def _next(self):
        while self._current is None and self._queue:
            run = self._queue.popleft()
            try:
                if self._kernel is None:
                    self._kernel = Kernel(self._supervisor, self)
                    self._number += 1
            except Refusal as refusal:
                run.abandon()
                self._supervisor.refuse(run.id, refusal)
                continue
            if self._lost:
                self._lost = False
                run.notes.append(VARIABLES_LOST)
            self._current = run
            run.kernel = self._kernel
            run.pid = self._kernel.pid
            run.since = now_in_ticks() - 1
            run.clock.begin()
            self._kernel.execute(run)

    def on_result(self, kernel, header, payload):
        run = self._current
        if run is not None and run.kernel is kernel and header.get("run") == run.mark:
            # The kernel has flushed before: with this, all of the run's output is here
            kernel.settle()
            self._end(run, header.get("exit", 1), payload)
            self._next()

    def on_kernel_exit(self, kernel):
        """Give the kernel no more runs; a last result may still be in its pipe."""
        if self._kernel is kernel:
            self._kernel = None
            self._lost = not kernel.expected_end

    def on_kernel_end(self, kernel, status):
        run = self._current
        if run is not None and run.kernel is kernel:
            if not run.interrupted and not kernel.expected_end:
                run.notes.append("The Python interpreter ended; its variables are lost.")
            self._end(run, exit_code(status), b"")
        self._next()

    def _end(self, run, code, payload):
        self._current = None
        self._last_run = time.monotonic()
        if run.interrupted:
            # Once more, for what was started while it was being stopped
            run.kill(run.pid, run.since)
        run.finish_without_victims(code if type(code) is int else 1, payload)


class Kernel:
    """The kernel's process and the four pipes to it."""

    def __init__(self, supervisor, interpreter):
        self._loop = supervisor.loop
        self._interpreter = interpreter
        self._unsent = bytearray()
        self.expected_end = False
        self._settings = supervisor.settings
        env = dict(supervisor.settings["env"])
        env[RUN_VARIABLE] = KERNEL_RUN
        requests, self._requests = os.pipe()
        self._results, results = os.pipe()
        python = self._settings["interpreters"]["python"]
        argv = [python, self._settings["kernel"], str(requests), str(results)]
        try:
            process = spawn(argv, env, supervisor.working_directory({}), pass_fds=(requests, results))
        except Refusal:
            os.close(self._requests)
            os.close(self._results)
            raise
        finally:
            os.close(requests)
            os.close(results)
        self.pid = process.pid
        self._out = Source(self._loop, detach(process.stdout))
        self._err = Source(self._loop, detach(process.stderr))
        os.set_blocking(self._requests, False)
        os.set_blocking(self._results, False)
        self._frames = FrameReader(self._results, self._settings["maxRich"] + (1 << 20), 1 << 16)
        self._loop.on_readable(self._results, self._read_results)
        self._loop.on_exit(self.pid, self._on_exit)

    def execute(self, run):
        # What threads wrote between two runs belongs to neither
        self._out.drain()
        self._err.drain()
        self._out.attach(run.out)
        self._err.attach(run.err)
        request = {"run": run.mark, "cwd": run.directory, "ipython": run.request["language"] == "ipython",
                   "env": run.request.get("env") or {}, "maxText": self._settings["maxOutput"],
                   "maxRich": self._settings["maxRich"]}
        self._unsent += encode(request, run.code) + run.code
        self._write()

    def _write(self):
        # In pieces: code may be longer than a pipe, and the kernel may be slow to read
        try:
            while self._unsent:
                del self._unsent[:os.write(self._requests, memoryview(self._unsent)[:65536].tobytes())]
        except BlockingIOError:
            self._loop.forget(self._requests)
            self._loop.on_writable(self._requests, self._write)
            return
        except OSError:
            self._unsent.clear()
        self._loop.forget(self._requests)

    def _read_results(self):
        try:
            if not self._frames.fill():
                self._loop.forget(self._results)
                return False
            for header, payload in self._frames.frames():
                self._interpreter.on_result(self, header, payload)
        except BlockingIOError:
            return False
        except ProtocolError:
            send(self.pid, signal.SIGKILL)
            self._loop.forget(self._results)
            return False
        return True

    def settle(self):
        """Take what the run has written and let go of its streams."""
        self._out.drain()
        self._err.drain()
        self._out.attach(None)
        self._err.attach(None)

    def _on_exit(self, status):
        self._interpreter.on_kernel_exit(self)
        while self._read_results():
            pass
        self.settle()
        self._out.release()
        self._err.release()
        for fd in (self._requests, self._results):
            self._loop.forget(fd)
            os.close(fd)
        self._interpreter.on_kernel_end(self, status)

"""The first process of a sandbox: it starts what runs in it, watches it and does its file work.

It takes requests as frames (see protocol.py) from stdin and answers on stdout; the first request
holds its settings. The end of stdin is the end of the sandbox and of everything in it, so nothing
outlives the server, however that ends.
"""

import os
import signal
import sys
import time
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import kills
import limits
import scripts
from channel import Channel
from disk import Quota
from files import Files
from interpreter import Interpreter
from loop import Loop
from processes import Sandbox
from protocol import FrameReader, FrameWriter
from refusal import Refusal
from reports import describe, measure
from runs import ProgramRun
from terminal import Terminal

# The largest payload that the server sends: a program's source text
MAX_PAYLOAD = 256 << 20

# How often, and how long, the supervisor looks whether signals have done their work
LOOK_SECONDS = 0.001
PATIENCE_SECONDS = 2.0

PR_SET_CHILD_SUBREAPER = 36
F_SETPIPE_SZ = 1031


class Supervisor:
    def __init__(self, requests, answers):
        self.loop = Loop()
        self.server = FrameWriter(answers)
        self.settings = None
        self.folders = None
        self.processes = None
        self.runs = {}
        self.paused = False
        self._frames = FrameReader(requests, MAX_PAYLOAD, 1 << 20)
        self._interpreter = Interpreter(self)
        self._files = None
        self.quota = None
        self._operations = {
            "configure": self._configure, "code": self._code, "command": self._command,
            "cancel": self._cancel, "grant": self._grant, "terminal": self._terminal, "input": self._input,
            "connect": self._connect, "resize": self._resize, "pause": self._pause, "resume": self._resume,
            "reset": self._reset, "ping": self._ping, "processes": self._processes,
            "usage": self._usage, "kill": self._kill,
            "interpreter": self._look_at_interpreter}
        self.loop.on_readable(requests, self._read)

    def answer(self, request, payload=b"", **fields):
        self.server.send(dict(fields, id=request["id"], event="done"), payload)

    def refuse(self, number, refusal):
        self.server.send({"id": number, "event": "failed", "reason": refusal.reason, "message": str(refusal)})

    def environment(self, request):
        env = dict(self.settings["env"])
        env.update(request.get("env") or {})
        return env

    def working_directory(self, request):
        """The real folder that a run's working directory is."""
        path = request.get("cwd")
        if not path:
            usual = self.settings.get("workdir")
            folder = self._real(usual) if usual else ""
            return folder if os.path.isdir(folder) else self.folders["/workspace"]
        return self._real(path)

    def _real(self, path):
        path = os.path.join("/workspace", path)
        for name, folder in self.folders.items():
            if path == name or path.startswith(name + "/"):
                return folder + path[len(name):]
        return path

    def _read(self):
        if not self._frames.fill():
            self.end()
        for header, payload in self._frames.frames():
            self._dispatch(header, payload)

    def _dispatch(self, header, payload):
        operation = self._operations.get(header["op"])
        try:
            if operation is not None:
                operation(header, payload)
            else:
                self._files.handle(header, payload)
        except Refusal as refusal:
            self.refuse(header["id"], refusal)
        except BrokenPipeError:
            # Nobody is there any more who could be answered
            self.end()
        except Exception as error:
            # A mistake of ours should cost a request, not the sandbox
            traceback.print_exc()
            self.refuse(header["id"], Refusal("INTERNAL_ERROR", "The supervisor failed: %r" % error))

    def is_busy(self):
        """Whether something was asked for that is not done."""
        return bool(self.runs) or self._files.is_busy()

    def has_background(self):
        """Whether something runs besides the Python kernel, which waits for its next run."""
        return any(pid != self._interpreter.pid for pid in self.processes.members())

    def give_up(self, reason):
        """End the sandbox because of something that it did."""
        self.server.send({"event": "gone", "reason": reason})
        self.end()

    def end(self):
        """End everything that runs here, and then this process."""
        self.loop.forget_exits()
        if self.processes is not None:
            self.processes.kill_all()
            end = time.monotonic() + PATIENCE_SECONDS
            while self.loop.reap() and time.monotonic() < end:
                time.sleep(LOOK_SECONDS)
        os._exit(0)

    def _configure(self, request, _):
        self.settings = request
        self.folders = request["folders"]
        self.processes = Sandbox(request["isolated"])
        hear_signals()
        if not request["isolated"]:
            leave_session()
            adopt_orphans()
        self._files = Files(self)
        self.quota = Quota(self, request["diskBytes"])
        limits.apply(request)
        self.answer(request)

    def _ping(self, request, _):
        self.answer(request)

    def _code(self, request, code):
        self._require_running()
        self.quota.touch()
        if request["language"] in ("python", "ipython") and not request.get("detached"):
            self._interpreter.submit(request, bytes(code))
        else:
            scripts.start(self, request, bytes(code))

    def _command(self, request, _):
        self._require_running()
        self.quota.touch()
        env, cwd = self.environment(request), self.working_directory(request)
        run = ProgramRun(self, request)
        scripts.launch(run, [request["command"]] + request["args"], env, cwd)

    def _cancel(self, request, _):
        run = self.runs.get(request["run"])
        if run is not None:
            run.end_early()

    def _terminal(self, request, _):
        self._require_running()
        self.quota.touch()
        cwd = self.working_directory(request)
        Terminal(self, request).open(cwd)

    def _connect(self, request, _):
        self._require_running()
        Channel(self, request).open(self._real(request["path"]))

    def _input(self, request, payload):
        run = self.runs.get(request["id"])
        if run is not None:
            run.write(payload)

    def _resize(self, request, _):
        terminal = self.runs.get(request["id"])
        if terminal is not None:
            terminal.resize(request["columns"], request["rows"])

    def _grant(self, request, _):
        run = self.runs.get(request["run"])
        if run is not None and run.flow is not None:
            run.flow.grant(request["pieces"])

    def _look_at_interpreter(self, request, _):
        self.answer(request, **self._interpreter.state())

    def _kill(self, request, _):
        self._require_running()
        kills.kill(self, request, self._interpreter.pid)

    def _require_running(self):
        if self.paused:
            raise Refusal("SANDBOX_PAUSED", "The sandbox is paused")

    def _pause(self, request, _):
        self.paused = True
        for run in self.runs.values():
            run.clock.hold()
        self.processes.signal_all(signal.SIGSTOP)
        self.when(self.processes.are_stopped, lambda: self.answer(request))

    def _resume(self, request, _):
        if self.paused:
            self.processes.signal_all(signal.SIGCONT, parents_first=False)
            for run in self.runs.values():
                run.clock.go_on()
            self.paused = False
        self.answer(request)

    def _reset(self, request, _):
        self.paused = False
        self._interpreter.forget()
        self.processes.kill_all()
        self.when(lambda: not self.processes.members(), lambda: self.answer(request))

    def when(self, condition, callback, patience=PATIENCE_SECONDS):
        """Call back when signals have done their work; it takes them a moment."""
        self.loop.reap()
        if patience <= 0 or condition():
            callback()
        else:
            self.loop.later(LOOK_SECONDS, lambda: self.when(condition, callback, patience - LOOK_SECONDS))

    def _processes(self, request, _):
        self.answer(request, describe(self.processes.members().values()))

    def _usage(self, request, _):
        self.loop.slices(measure(self, request))


def leave_session():
    """Let a terminal's ^C go to the server alone, which ends its sandboxes in order."""
    try:
        os.setsid()
    except OSError:
        # It is a session's leader already
        pass


def hear_signals():
    """Undo what a shell does to programs in its background: they and all that they start are deaf to ^C."""
    for number, handler in ((signal.SIGINT, signal.default_int_handler), (signal.SIGQUIT, signal.SIG_DFL)):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, handler)


def adopt_orphans():
    """Become the parent of every descendant whose own parent ends, so that none is lost sight of."""
    try:
        import ctypes
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    except (ImportError, OSError, AttributeError):
        # Not Linux
        pass


def widen(pipe):
    """Let more through at a time, where the system has room for that: contents of files flow faster."""
    try:
        import fcntl
        fcntl.fcntl(pipe, F_SETPIPE_SZ, 1 << 20)
    except (ImportError, OSError):
        # A system that has no such call, or a user who has used up the share of pipes
        pass


def main():
    # A JVM holds signals back that are none of ours to hold back, and children inherit that
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    os.umask(0o022)
    # The protocol's descriptors are moved out of the way, so that nothing else reads or writes them
    requests, answers = os.dup(0), os.dup(1)
    widen(requests)
    widen(answers)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    Supervisor(requests, answers).loop.run()


if __name__ == "__main__":
    main()

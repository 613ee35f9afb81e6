"""Runs of programs: started, watched, ended in time; their output forwarded up to a limit."""

import os
import subprocess
import time
from collections import deque

from flow import Flow, FlowingStream
from processes import RUN_VARIABLE, is_alive
from refusal import Refusal

# How long a run that has ended waits for output that its background children may still write
LINGER_SECONDS = 0.2

# How long a run that was told to end may take before its outcome is reported without it
GRACE_SECONDS = 2.0

# Between two looks at processes that are about to die
LOOK_SECONDS = 0.002

# Pipes of ended runs that background children still hold; they are read to nowhere, so that
# their writers neither block nor break
MAX_LEFTOVER_PIPES = 64

TIMED_OUT = 124


class Stream:
    """One of a run's two output streams on its way to the server."""

    flow = None

    def __init__(self, server, run, number, limit):
        self._server = server
        self._run = run
        self._number = number
        self._room = limit
        self.cut = False

    def add(self, data):
        if len(data) > self._room:
            data = data[:self._room]
            self.cut = True
        if data:
            self._room -= len(data)
            self._server.send({"id": self._run, "event": "out", "stream": self._number}, data)


class Source:
    """The reading end of a program's pipe. Without a stream, what comes is dropped."""

    leftover = deque()

    def __init__(self, loop, fd, stream=None):
        self._loop = loop
        self._fd = fd
        self._stream = stream
        self._held = False
        self.ended = False
        self.on_end = None
        os.set_blocking(fd, False)
        loop.on_readable(fd, self._on_readable)

    def attach(self, stream):
        """Give what comes from now on to a stream, or to nobody."""
        self._stream = stream
        self.go_on()

    def go_on(self):
        """Read again, after having waited for the server."""
        if self._held and not self.ended:
            self._held = False
            self._loop.on_readable(self._fd, self._on_readable)

    def drain(self):
        """Read what is in the pipe now, but no more than a flood of background output would need."""
        for _ in range(32):
            if self.ended or not self._read():
                return

    def release(self):
        """Let the pipe go on without its run."""
        self.attach(None)
        self.on_end = None
        if not self.ended:
            Source.leftover.append(self)
            if len(Source.leftover) > MAX_LEFTOVER_PIPES:
                Source.leftover.popleft().close()

    def close(self):
        if not self.ended:
            self.ended = True
            self._loop.forget(self._fd)
            os.close(self._fd)
            if self in Source.leftover:
                Source.leftover.remove(self)

    def _on_readable(self):
        flow = None if self._stream is None else self._stream.flow
        if flow is None or flow.is_open():
            self._read()
        else:
            self._held = True
            self._loop.forget(self._fd)
            flow.wait(self)

    def _read(self):
        try:
            data = os.read(self._fd, 65536)
        except BlockingIOError:
            return False
        except OSError:
            # How a terminal says that no program has it open any more
            data = b""
        if data:
            if self._stream is not None:
                self._stream.add(data)
            return True
        self.close()
        if self.on_end is not None:
            self.on_end()
        return False


class Clock:
    """A run's time: its limit and its duration. It stands still while the sandbox is paused."""

    def __init__(self, loop, seconds, on_end):
        self._loop = loop
        self._on_end = on_end
        self._left = seconds
        self._spent = 0.0
        self._waited = 0.0
        self._since = None
        self._timer = None
        self._stopped = False
        self.go_on()

    def begin(self):
        """Count the duration from now on; the limit counts from when the run was asked for."""
        self._waited = self._total()

    def hold(self):
        if self._since is not None:
            passed = time.monotonic() - self._since
            self._spent += passed
            self._left -= passed
            self._since = None
            self._timer.cancel()

    def go_on(self):
        if self._since is None and not self._stopped:
            self._since = time.monotonic()
            self._timer = self._loop.later(max(0.0, self._left), self._on_end)

    def stop(self):
        """Hold for good."""
        self.hold()
        self._stopped = True

    def seconds(self):
        return self._total() - self._waited

    def _total(self):
        return self._spent + (0.0 if self._since is None else time.monotonic() - self._since)


class Run:
    """What all runs have in common: two streams, a clock and one outcome."""

    def __init__(self, supervisor, request):
        self.supervisor = supervisor
        self.request = request
        self.id = request["id"]
        self.mark = str(self.id)
        self.timeout = float(request["timeout"])
        # Asked for as it comes, output has no limit but the server's pace
        self.flow = Flow() if request.get("flowing") else None
        self.out, self.err = self._stream(1), self._stream(2)
        self.notes = []
        self.pid = None
        self.timed_out = False
        self.ended = False
        self.clean_up = None
        self.victims = set()
        self.clock = Clock(supervisor.loop, self.timeout, self._on_timeout)
        supervisor.runs[self.id] = self

    def _stream(self, number):
        server = self.supervisor.server
        if self.flow is not None:
            return FlowingStream(server, self.id, number, self.flow)
        limit = float("inf") if self.request.get("detached") else self.supervisor.settings["maxOutput"]
        return Stream(server, self.id, number, limit)

    def _on_timeout(self):
        if not self.ended:
            self.timed_out = True
            self.notes.append("Timed out after %g s." % self.timeout)
            self.end_early()

    def end_early(self):
        if self.flow is not None:
            self.flow.end()
        self.cancel()

    def cancel(self):
        """End the run early; its outcome follows."""
        raise NotImplementedError

    def kill(self, leader, since=None):
        """Kill everything that belongs to the run."""
        self.victims |= self.supervisor.processes.kill_run(self.mark, leader, since)

    def finish_without_victims(self, code, payload=b"", patience=GRACE_SECONDS):
        """Finish when all that was killed is dead; something that cannot die does not hold the answer."""
        self.victims = {each for each in self.victims if is_alive(*each)}
        if not self.victims or patience <= 0:
            self.finish(code, payload)
        else:
            self.supervisor.loop.later(LOOK_SECONDS, lambda: self.finish_without_victims(
                code, payload, patience - LOOK_SECONDS))

    def abandon(self):
        """Forget a run that never started; the refusal is its answer."""
        self.ended = True
        self.clock.stop()
        self.supervisor.runs.pop(self.id, None)
        if self.clean_up is not None:
            self.clean_up()

    def finish(self, code, payload=b""):
        if self.ended:
            return
        self.abandon()
        for name, stream in (("output", self.out), ("error", self.err)):
            if stream.cut:
                limit = self.supervisor.settings["maxOutput"]
                self.notes.append("Standard %s was cut after %d bytes." % (name, limit))
        if self.flow is not None and self.flow.lost:
            self.notes.append("The end of the output was dropped: nobody took it in time.")
        self.supervisor.server.send({
            "id": self.id, "event": "done", "exit": TIMED_OUT if self.timed_out else code,
            "timedOut": self.timed_out, "seconds": self.clock.seconds(), "pid": self.pid,
            "cut": [self.out.cut, self.err.cut], "notes": self.notes}, payload)


class ProgramRun(Run):
    """A run that is a process of its own."""

    def __init__(self, supervisor, request):
        super().__init__(supervisor, request)
        self._sources = []
        self._status = None

    def start(self, argv, env, cwd, stdin=subprocess.DEVNULL, pass_fds=()):
        env = dict(env)
        env[RUN_VARIABLE] = self.mark
        process = spawn(argv, env, cwd, stdin, pass_fds)
        self.pid = process.pid
        loop = self.supervisor.loop
        for pipe, stream in ((process.stdout, self.out), (process.stderr, self.err)):
            source = Source(loop, detach(pipe), stream)
            source.on_end = self._on_pipe_end
            self._sources.append(source)
        loop.on_exit(self.pid, self._on_exit)
        if self.request.get("detached"):
            # Its output goes on for as long as it does; the server keeps the end of it
            self.supervisor.server.send({"id": self.id, "event": "started", "pid": self.pid})

    def cancel(self):
        self.kill(self.pid)
        # A process in the middle of a system call that nothing interrupts does not hold the answer
        self.supervisor.loop.later(GRACE_SECONDS, lambda: self.finish(128 + 9))

    def finish(self, code, payload=b""):
        for source in self._sources:
            source.release()
        super().finish(code, payload)

    def _on_exit(self, status):
        self._status = exit_code(status)
        self.clock.stop()
        for source in self._sources:
            source.drain()
        self.supervisor.loop.later(LINGER_SECONDS, lambda: self.finish_without_victims(self._status))
        self._on_pipe_end()

    def _on_pipe_end(self):
        if self._status is not None and all(source.ended for source in self._sources):
            self.finish_without_victims(self._status)


def spawn(argv, env, cwd, stdin=subprocess.DEVNULL, pass_fds=(), terminal=None):
    """Start a program in a session of its own, or refuse with a sentence that says why not.

    With a terminal, that is where its input and output are, and not pipes.
    """
    if not os.path.isdir(cwd):
        raise Refusal("DIRECTORY_NOT_FOUND", "The working directory does not exist")
    streams = {"stdin": stdin, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    if terminal is not None:
        streams = {"stdin": terminal, "stdout": terminal, "stderr": terminal, "preexec_fn": control_terminal}
    try:
        process = subprocess.Popen(argv, env=env, cwd=cwd, start_new_session=True, pass_fds=pass_fds, **streams)
    except (FileNotFoundError, PermissionError) as error:
        # A folder of the search path that may not be looked into is not the program's fault
        if isinstance(error, FileNotFoundError) or not exists(argv[0], env):
            raise Refusal("COMMAND_NOT_FOUND", "The sandbox has no program '%s'" % argv[0]) from None
        raise Refusal("PERMISSION_DENIED", "'%s' may not be run" % argv[0]) from None
    except (OSError, ValueError) as error:
        raise Refusal("INTERNAL_ERROR", "'%s' cannot be started: %s" % (argv[0], error)) from None
    # Its end is collected by the loop; it must not look for it itself
    process.returncode = 0
    return process


def control_terminal():
    """Make a new session's input its controlling terminal, which turns ^C into a signal."""
    import fcntl
    import termios
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def exists(program, env):
    if "/" in program:
        return True
    folders = env.get("PATH", os.defpath).split(os.pathsep)
    return any(os.path.exists(os.path.join(folder, program)) for folder in folders)


def detach(pipe):
    """Take a pipe's descriptor from the file object around it."""
    fd = os.dup(pipe.fileno())
    pipe.close()
    return fd


def exit_code(status):
    """What a shell would say: the exit code, or 128 and the number of the signal."""
    if os.WIFSIGNALED(status):
        return 128 + os.WTERMSIG(status)
    return os.WEXITSTATUS(status)

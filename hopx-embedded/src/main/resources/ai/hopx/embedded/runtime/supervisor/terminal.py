"""A shell on a terminal of its own: a run whose input and output are a pseudo-terminal's."""

import fcntl
import os
import struct
import termios

from feed import Feed
from processes import RUN_VARIABLE
from refusal import Refusal
from runs import ProgramRun, Source, spawn

SHELL = "/bin/sh"


class Terminal(ProgramRun):
    """It ends with its shell; what that leaves in the background loses the terminal, not its life."""

    def __init__(self, supervisor, request):
        super().__init__(supervisor, request)
        self._input = None
        self._feed = None

    def open(self, cwd):
        env = {"TERM": "xterm-256color", "LANG": "C.UTF-8"}
        env.update(self.supervisor.environment(self.request))
        env[RUN_VARIABLE] = self.mark
        shell = self.supervisor.settings["interpreters"].get("bash", SHELL)
        master, slave = os.openpty()
        try:
            set_size(master, self.request["columns"], self.request["rows"])
            self.pid = spawn([shell], env, cwd, terminal=slave).pid
        except (OSError, Refusal):
            os.close(master)
            self.abandon()
            raise
        finally:
            os.close(slave)
        # A descriptor of its own for the other direction: the loop knows each for one thing
        self._input = os.dup(master)
        self._feed = Feed(self.supervisor.loop, self._input, self._on_taken)
        source = Source(self.supervisor.loop, master, self.out)
        source.on_end = self._on_pipe_end
        self._sources.append(source)
        self.supervisor.loop.on_exit(self.pid, self._on_exit)

    def resize(self, columns, rows):
        if not self.ended:
            set_size(self._input, columns, rows)

    def write(self, data):
        """Give input to whatever reads it; the server is told when all of it was taken."""
        self._feed.write(data)

    def _on_taken(self):
        self.supervisor.server.send({"id": self.id, "event": "taken"})

    def finish(self, code, payload=b""):
        if not self.ended:
            for source in self._sources:
                source.close()
            self._feed.close()
        super().finish(code, payload)


def set_size(terminal, columns, rows):
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

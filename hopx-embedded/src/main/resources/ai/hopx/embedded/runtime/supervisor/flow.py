"""Output that goes to the server as it comes, whatever its length, and no faster than it is taken.

The server says how many more pieces it takes. When it takes none, pipes are left unread, so that
the program at the other end has to wait; what it writes meanwhile becomes one larger piece.
"""

# Pieces that are sent unasked at the end of a run: what its pipes still hold
MAX_UNASKED = 32


class Flow:
    """How many more pieces of a run's output the server takes, and who waits for it to take more."""

    def __init__(self):
        self._pieces = 0
        self._waiting = []
        self._ending = False
        self.lost = False

    def grant(self, pieces):
        self._pieces += pieces
        self._wake()

    def end(self):
        """Read on though nobody takes it: a program that waits for its pipe does not end."""
        self._ending = True
        self._wake()

    def is_open(self):
        return self._pieces > 0 or self._ending

    def wait(self, source):
        self._waiting.append(source)

    def take(self):
        """Tell whether a piece may be sent."""
        if self._pieces <= -MAX_UNASKED:
            self.lost = True
            return False
        self._pieces -= 1
        return True

    def _wake(self):
        waiting, self._waiting = self._waiting, []
        for source in waiting:
            source.go_on()


class FlowingStream:
    """One of a run's output streams on its way to the server."""

    cut = False

    def __init__(self, server, run, number, flow):
        self._server = server
        self._run = run
        self._number = number
        self.flow = flow

    def add(self, data):
        if self.flow.take():
            self._server.send({"id": self._run, "event": "out", "stream": self._number}, data)

"""A connection to a program of the sandbox that listens on a socket of the file system."""

import os
import socket

from feed import Feed
from refusal import Refusal
from runs import Run, Source


class Channel(Run):
    """A run whose output and input are the socket's. It ends when either side closes it."""

    def __init__(self, supervisor, request):
        super().__init__(supervisor, request)
        self._source = None
        self._feed = None

    def open(self, path):
        try:
            connection = connect(path)
        except OSError as error:
            self.abandon()
            raise Refusal("FILE_NOT_FOUND", "Nobody listens there: %s" % os.strerror(error.errno or 0)) from None
        # A descriptor of its own for the other direction: the loop knows each for one thing
        self._feed = Feed(self.supervisor.loop, os.dup(connection.fileno()), self._on_taken)
        self._source = Source(self.supervisor.loop, connection.detach(), self.out)
        self._source.on_end = self.cancel

    def write(self, data):
        self._feed.write(data)

    def cancel(self):
        self.finish(0)

    def finish(self, code, payload=b""):
        if not self.ended:
            self._source.close()
            self._feed.close()
        super().finish(code, payload)

    def _on_taken(self):
        self.supervisor.server.send({"id": self.id, "event": "taken"})


def connect(path):
    """Connect without waiting: a listener that accepts nobody must not hold up the sandbox."""
    folder, name = os.path.split(path)
    # The name of a socket has room for 107 bytes, which the path to a folder may take up alone
    directory = os.open(folder, getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.setblocking(False)
        known = "/proc/self/fd/%d" % directory
        connection.connect("%s/%s" % (known if os.path.isdir(known) else folder, name))
        return connection
    except OSError:
        connection.close()
        raise
    finally:
        os.close(directory)

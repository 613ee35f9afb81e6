"""Input on its way to a descriptor that may not take it at once."""

import os

PIECE = 4096


class Feed:
    """The server is told when all of what it sent was taken, or can no longer be."""

    def __init__(self, loop, fd, on_taken):
        self._loop = loop
        self._fd = fd
        self._on_taken = on_taken
        self._unsent = bytearray()
        self._untold = 0
        self._closed = False

    def write(self, data):
        self._unsent += data
        self._untold += 1
        self._write()

    def close(self):
        if not self._closed:
            self._closed = True
            self._loop.forget(self._fd)
            os.close(self._fd)

    def _write(self):
        if not self._closed:
            self._loop.forget(self._fd)
        try:
            while self._unsent and not self._closed:
                del self._unsent[:os.write(self._fd, self._unsent[:PIECE])]
        except BlockingIOError:
            self._loop.on_writable(self._fd, self._write)
            return
        except OSError:
            # Nobody reads it any more
            self._unsent.clear()
        while self._untold > 0:
            self._untold -= 1
            self._on_taken()

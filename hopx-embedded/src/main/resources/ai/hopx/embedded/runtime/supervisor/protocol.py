"""Frames: one line of JSON, then as many raw bytes as the line's "bytes" says.

The server and the supervisor speak so over the supervisor's stdin and stdout, the supervisor and
the Python kernel over two pipes. Raw bytes spare base64 for file contents and program output.
"""

import json
import os

from loop import Fatal

MAX_HEADER = 16 << 20


class ProtocolError(Fatal):
    """The other side does not keep to the protocol; there is no way to go on with it."""


class FrameReader:
    """Cuts what comes from a descriptor into frames.

    Payloads are views of the one buffer that everything is read into, so that the content of a file
    is copied once on its way to the disk; they are good until the next ``fill``.
    """

    def __init__(self, fd, max_payload, capacity):
        self._fd = fd
        self._max_payload = max_payload
        self._capacity = capacity
        self._resize(capacity)
        self._start = 0
        self._end = 0
        self._searched = 0
        self._header = None

    def fill(self):
        """Read what there is; False at the end of the stream."""
        free = len(self._buffer) - self._end
        if free == 0 or (self._start > 0 and free < len(self._buffer) // 4):
            self._make_room()
        count = os.readv(self._fd, [self._view[self._end:]])
        self._end += count
        return count > 0

    def frames(self):
        """Yield (header, payload) for each frame that is complete."""
        while self._header is not None or self._take_header():
            size = self._header.get("bytes", 0)
            if self._end - self._start < size:
                break
            header, start = self._header, self._start
            self._header = None
            self._start = self._searched = start + size
            yield header, self._view[start:start + size]
        if self._start == self._end:
            self._start = self._end = self._searched = 0
            if len(self._buffer) > self._capacity:
                self._resize(self._capacity)

    def _take_header(self):
        line = self._buffer.find(b"\n", self._searched, self._end)
        if line < 0:
            self._searched = self._end
            if self._end - self._start > MAX_HEADER:
                raise ProtocolError("a header is too long")
            return False
        try:
            header = json.loads(bytes(self._view[self._start:line]))
        except ValueError as error:
            raise ProtocolError("a header is not JSON") from error
        size = header.get("bytes", 0) if isinstance(header, dict) else None
        if type(size) is not int or not 0 <= size <= self._max_payload:
            raise ProtocolError("a header is not valid")
        self._start = self._searched = line + 1
        self._header = header
        return True

    def _make_room(self):
        """Move what is unfinished to the front, into a larger buffer where it does not fit this one."""
        rest = bytes(self._view[self._start:self._end])
        needed = len(rest) + 1
        if self._header is not None:
            needed = max(needed, self._header.get("bytes", 0))
        if needed > len(self._buffer):
            self._resize(max(needed, 2 * len(rest)))
        self._view[:len(rest)] = rest
        self._searched -= self._start
        self._start, self._end = 0, len(rest)

    def _resize(self, size):
        self._buffer = bytearray(size)
        self._view = memoryview(self._buffer)


def encode(header, payload=b""):
    """Return the bytes of a frame's first line; the payload follows it as it is."""
    if payload:
        header = dict(header, bytes=len(payload))
    return json.dumps(header, separators=(",", ":")).encode() + b"\n"


class FrameWriter:
    """Writes frames to a descriptor, waiting for a reader that is slow."""

    def __init__(self, fd):
        self._fd = fd

    def send(self, header, payload=b""):
        line = encode(header, payload)
        if len(payload) <= 65536:
            self._write(line + payload)
        else:
            self._write(line)
            self._write(payload)

    def _write(self, data):
        view = memoryview(data)
        while view:
            view = view[os.write(self._fd, view):]

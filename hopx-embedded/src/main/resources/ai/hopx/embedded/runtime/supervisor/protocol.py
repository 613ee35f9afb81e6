"""Frames: one line of JSON, then as many raw bytes as the line's "bytes" says.

The server and the supervisor speak so over the supervisor's stdin and stdout, the supervisor and
the Python kernel over two pipes. Raw bytes spare base64 for file contents and program output.
"""

import json
import os

MAX_HEADER = 16 << 20


class ProtocolError(Exception):
    """The other side does not keep to the protocol; there is no way to go on with it."""


class FrameReader:
    """Cuts a stream of bytes, fed in pieces of any size, into frames."""

    def __init__(self, max_payload):
        self._max_payload = max_payload
        self._buffer = bytearray()
        self._searched = 0
        self._header = None

    def feed(self, data):
        """Yield a (header, payload) pair for each frame that ``data`` completes."""
        self._buffer += data
        while True:
            if self._header is None and not self._take_header():
                return
            size = self._header.get("bytes", 0)
            if len(self._buffer) < size:
                return
            header, payload = self._header, bytes(self._buffer[:size])
            del self._buffer[:size]
            self._header = None
            yield header, payload

    def _take_header(self):
        end = self._buffer.find(b"\n", self._searched)
        if end < 0:
            self._searched = len(self._buffer)
            if self._searched > MAX_HEADER:
                raise ProtocolError("a header is too long")
            return False
        try:
            header = json.loads(bytes(self._buffer[:end]))
        except ValueError as error:
            raise ProtocolError("a header is not JSON") from error
        size = header.get("bytes", 0) if isinstance(header, dict) else None
        if type(size) is not int or not 0 <= size <= self._max_payload:
            raise ProtocolError("a header is not valid")
        del self._buffer[: end + 1]
        self._searched = 0
        self._header = header
        return True


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

"""Contents of files on their way in and out, piece by piece and as fast as the slower side.

Both ways, the receiver says how much it takes: the server asks for a number of pieces of a file
that it reads, the supervisor confirms the bytes that it has written.
"""

import os
import stat

from entries import entry_of
from paths import is_folder, refusal_of
from refusal import Refusal

PIECE = 128 * 1024

# Files that have not arrived yet; lists do not show them
UNFINISHED = ".hopx-unfinished-"


class Transfers:
    def __init__(self, supervisor, paths):
        self._supervisor = supervisor
        self._paths = paths
        self._open = {}

    def handle(self, request, payload):
        operation = request["op"]
        if operation == "read":
            self._start(request, Reading)
        elif operation == "write":
            self._start(request, Writing)
        else:
            # It may have failed on the way: what still comes for it is dropped
            transfer = self._open.get(request["id"])
            if transfer is not None:
                self._guarded(transfer, operation, request, payload)

    def are_open(self):
        return bool(self._open)

    def close(self, transfer):
        self._open.pop(transfer.id, None)
        transfer.close()

    def _start(self, request, kind):
        place = self._paths.find(request["path"], make_parents=kind is Writing)
        self._supervisor.quota.touch()
        try:
            self._open[request["id"]] = kind(self._supervisor, self, request, place)
        except OSError as error:
            place.close()
            raise refusal_of(error, place.path) from None
        except Refusal:
            place.close()
            raise

    def _guarded(self, transfer, operation, request, payload):
        try:
            getattr(transfer, "on_" + operation)(request, payload)
        except OSError as error:
            self.close(transfer)
            self._supervisor.refuse(transfer.id, refusal_of(error, transfer.place.path))
        except Refusal as refusal:
            self.close(transfer)
            self._supervisor.refuse(transfer.id, refusal)


class Reading:
    """A file on its way to the server."""

    def __init__(self, supervisor, transfers, request, place):
        self.id = request["id"]
        self.place = place
        self._supervisor = supervisor
        self._transfers = transfers
        self._asked = 0
        self._sending = False
        # Without waiting: a pipe with nobody at the other end must not stop everything
        self._file = place.open(os.O_RDONLY | os.O_NONBLOCK)
        mode = os.fstat(self._file).st_mode
        if not stat.S_ISREG(mode):
            os.close(self._file)
            what = "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
            raise Refusal("FILE_OPERATION_FAILED", "%s is %s" % (place.path, what))

    def on_more(self, request, _):
        self._asked += request["pieces"]
        if not self._sending:
            self._sending = True
            self._supervisor.loop.slices(self._send())

    def on_abort(self, *_):
        self._transfers.close(self)

    def close(self):
        self._asked = 0
        os.close(self._file)
        self.place.close()

    def _send(self):
        while self._asked > 0:
            try:
                piece = os.read(self._file, PIECE)
            except OSError as error:
                self._transfers.close(self)
                self._supervisor.refuse(self.id, refusal_of(error, self.place.path))
                return
            if not piece:
                self._transfers.close(self)
                self._supervisor.answer({"id": self.id})
                return
            self._asked -= 1
            self._supervisor.server.send({"id": self.id, "event": "data"}, piece)
            yield
        self._sending = False


class Writing:
    """A file on its way from the server. It gets its name when all of it is here."""

    def __init__(self, supervisor, transfers, request, place):
        self.id = request["id"]
        self.place = place
        self._supervisor = supervisor
        self._transfers = transfers
        self._overwrite = request["overwrite"]
        before = place.status()
        self._check(before)
        self._mode = mode_of(request.get("mode"), before)
        self._name = UNFINISHED + os.urandom(8).hex()
        self._file = os.open(self._name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC,
                             0o600, dir_fd=place.folder)

    def on_data(self, _, piece):
        size = len(piece)
        self._supervisor.quota.add(size)
        while piece:
            piece = piece[os.write(self._file, piece):]
        self._supervisor.server.send({"id": self.id, "event": "written", "count": size})

    def on_end(self, *_):
        os.fchmod(self._file, self._mode)
        place = self.place
        if self._overwrite:
            self._check(place.status())
            os.rename(self._name, place.name, src_dir_fd=place.folder, dst_dir_fd=place.folder)
        else:
            # A link, unlike a rename, fails where there is something
            os.link(self._name, place.name, src_dir_fd=place.folder, dst_dir_fd=place.folder)
        entry = entry_of(place)
        self._transfers.close(self)
        self._supervisor.answer({"id": self.id}, entry=entry)

    def on_abort(self, *_):
        self._transfers.close(self)

    def close(self):
        os.close(self._file)
        try:
            os.unlink(self._name, dir_fd=self.place.folder)
        except OSError:
            # It has its name now, or its folder is gone
            pass
        self.place.close()

    def _check(self, status):
        if status is None:
            return
        path = self.place.path
        if is_folder(status):
            raise Refusal("FILE_OPERATION_FAILED", "%s is a folder" % path)
        if not self._overwrite:
            raise Refusal("FILE_ALREADY_EXISTS", "%s exists already" % path)
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISLNK(status.st_mode):
            raise Refusal("FILE_OPERATION_FAILED", "%s is no ordinary file" % path)


def mode_of(text, before):
    """The permissions of a file to be written: asked for, or those it has, or the usual ones."""
    if text is None:
        return stat.S_IMODE(before.st_mode) & 0o777 if before is not None else 0o644
    try:
        mode = int(text, 8)
    except ValueError:
        mode = -1
    if not 0 <= mode <= 0o777:
        raise Refusal("FILE_OPERATION_FAILED", "%r is no permissions in octal, such as 0644" % text)
    return mode

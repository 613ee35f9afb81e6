"""The files API: what is there, what is in it, make and remove. Contents are in transfers.py."""

import errno
import json
import os
import stat

import transfers
from entries import entry, entry_of
from paths import Paths, is_folder, refusal_of
from refusal import Refusal
from removal import remove_tree


class Files:
    def __init__(self, supervisor):
        self._supervisor = supervisor
        self._paths = Paths(supervisor.folders)
        self._transfers = transfers.Transfers(supervisor, self._paths)
        self._operations = {"stat": self._stat, "exists": self._exists, "list": self._list,
                            "mkdir": self._mkdir, "remove": self._remove}

    def handle(self, request, payload):
        operation = self._operations.get(request["op"])
        if operation is None:
            self._transfers.handle(request, payload)
            return
        try:
            operation(request)
        except OSError as error:
            raise refusal_of(error, request["path"]) from None

    def is_busy(self):
        return self._transfers.are_open()

    def _stat(self, request):
        with self._paths.find(request["path"]) as place:
            self._supervisor.answer(request, entry=entry_of(place))

    def _exists(self, request):
        try:
            with self._paths.find(request["path"]) as place:
                found = place.status() is not None
        except Refusal as refusal:
            if refusal.reason != "FILE_NOT_FOUND":
                raise
            found = False
        self._supervisor.answer(request, exists=found)

    def _list(self, request):
        path = request["path"]
        try:
            with self._paths.find(path) as place:
                path = place.path
                folder = place.open(os.O_RDONLY | os.O_DIRECTORY)
        except OSError as error:
            if error.errno == errno.ENOTDIR:
                raise Refusal("DIRECTORY_NOT_FOUND", "%s is not a folder" % path) from None
            raise refusal_of(error, path, "DIRECTORY_NOT_FOUND") from None
        except Refusal as refusal:
            if refusal.reason == "FILE_NOT_FOUND":
                raise Refusal("DIRECTORY_NOT_FOUND", str(refusal)) from None
            raise
        self._supervisor.loop.slices(self._list_slices(request, path, folder))

    def _list_slices(self, request, path, folder):
        found = []
        try:
            for name in sorted(os.listdir(folder)):
                if not name.startswith(transfers.UNFINISHED):
                    entry = self._entry_in(folder, path, name)
                    if entry is not None:
                        found.append(entry)
                yield
        except OSError as error:
            self._supervisor.refuse(request["id"], refusal_of(error, path))
            return
        finally:
            os.close(folder)
        self._supervisor.answer(request, json.dumps(found).encode())

    def _entry_in(self, folder, path, name):
        try:
            status = os.stat(name, dir_fd=folder, follow_symlinks=False)
        except OSError:
            # Removed in the meantime
            return None
        if stat.S_ISLNK(status.st_mode):
            # As what it leads to, if that is here; otherwise as itself
            try:
                with self._paths.find(path + "/" + name) as place:
                    status = place.status() or status
            except (OSError, Refusal):
                pass
        return entry(path + "/" + name, status)

    def _mkdir(self, request):
        with self._paths.find(request["path"], make_parents=True) as place:
            if not is_folder(place.status()):
                os.mkdir(place.name, 0o755, dir_fd=place.folder)
            self._supervisor.answer(request, entry=entry_of(place))

    def _remove(self, request):
        place = self._paths.find(request["path"], follow=False)
        try:
            if place.is_root():
                raise Refusal("PATH_NOT_ALLOWED", "%s itself cannot be removed" % place.path)
            status = place.status()
            if status is None:
                raise Refusal("FILE_NOT_FOUND", "%s does not exist" % place.path)
            if not is_folder(status):
                os.unlink(place.name, dir_fd=place.folder)
        except (OSError, Refusal):
            place.close()
            raise
        if is_folder(status):
            self._supervisor.loop.slices(self._remove_slices(request, place))
        else:
            place.close()
            self._supervisor.answer(request)

    def _remove_slices(self, request, place):
        try:
            with place:
                yield from remove_tree(place)
        except OSError as error:
            self._supervisor.refuse(request["id"], refusal_of(error, place.path))
        else:
            self._supervisor.answer(request)


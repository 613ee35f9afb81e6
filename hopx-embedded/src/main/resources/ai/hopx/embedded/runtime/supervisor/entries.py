"""What the server is told of a file."""

import os
import stat

from refusal import Refusal


def entry_of(place):
    status = place.status()
    if status is None:
        raise Refusal("FILE_NOT_FOUND", "%s does not exist" % place.path)
    return entry(place.path, status)


def entry(path, status):
    path = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return {"name": os.path.basename(path), "path": path, "size": status.st_size,
            "directory": stat.S_ISDIR(status.st_mode), "mode": "%04o" % stat.S_IMODE(status.st_mode),
            "permissions": stat.filemode(status.st_mode), "modified": status.st_mtime_ns}

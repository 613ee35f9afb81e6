"""Tells a server about this Python: a line of JSON with its executable, version and folders."""

import json
import os
import sys
import sysconfig


def folders():
    """Every folder that must be there for this Python to run."""
    paths = sysconfig.get_paths()
    found = [paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib")]
    if sysconfig.get_config_var("Py_ENABLE_SHARED"):
        found.append(sysconfig.get_config_var("LIBDIR"))
    found.extend(executable_folders(sys.executable))
    if sys.prefix != sys.base_prefix:
        found.append(os.path.join(sys.prefix, "pyvenv.cfg"))
    return sorted(path for path in set(found) if os.path.exists(path))


def executable_folders(path):
    """The folder of the executable and those of the links that lead to it."""
    for _ in range(40):
        yield os.path.dirname(path)
        if not os.path.islink(path):
            return
        path = os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(path)))


if __name__ == "__main__":
    print(json.dumps({"executable": sys.executable, "version": list(sys.version_info[:3]), "folders": folders()}))

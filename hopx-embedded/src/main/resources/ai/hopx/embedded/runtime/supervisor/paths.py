"""Paths of the files API: /workspace and /tmp, and no way out.

A path is walked one name at a time from a root's open folder, and a link is followed by hand. What
is opened is what was looked at: renaming folders or swapping them for links in the meantime leads
nowhere else.
"""

import errno
import os
import stat
from collections import deque

from refusal import Refusal

MAX_LINKS = 40
WALK = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


class Place:
    """A name in an open folder, whether or not there is something of that name."""

    def __init__(self, folder, name, path):
        self.folder = folder
        self.name = name
        self.path = path

    def status(self):
        """The status of what is there, of a link itself; None if there is nothing."""
        try:
            return os.stat(self.name, dir_fd=self.folder, follow_symlinks=False)
        except FileNotFoundError:
            return None

    def open(self, flags, mode=0o600):
        return os.open(self.name, flags | os.O_NOFOLLOW | os.O_CLOEXEC, mode, dir_fd=self.folder)

    def is_root(self):
        return self.name == "."

    def close(self):
        os.close(self.folder)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Paths:
    def __init__(self, folders):
        """``folders`` has the real folder of each of the API's roots."""
        self._real = {name: os.path.realpath(path) for name, path in folders.items()}
        self._roots = {name: os.open(path, WALK) for name, path in self._real.items()}

    def find(self, path, follow=True, make_parents=False):
        """Return the place that a path leads to; the caller closes it.

        ``follow`` says whether a link in the last place is followed, ``make_parents`` whether
        missing folders before it are made.
        """
        walk = Walk(self, check(path))
        try:
            return walk.go(follow, make_parents)
        except OSError as error:
            raise refusal_of(error, path) from None
        finally:
            walk.close()

    def root(self, name):
        return self._roots.get("/" + name)

    def virtual(self, path):
        """The API's name of an absolute path that a link inside a sandbox may hold."""
        for name, real in self._real.items():
            if path == real or path.startswith(real + "/"):
                return name + path[len(real):]
        return path


class Walk:
    """The way from a root to a place. ``_trail`` has the folders on it, each open."""

    def __init__(self, paths, path):
        self._paths = paths
        self._asked = path
        self._links = 0
        self._trail = []
        self._ahead = deque()
        self._enter(path if path.startswith("/") else "/workspace/" + path)

    def go(self, follow, make_parents):
        while self._ahead:
            name = self._ahead.popleft()
            if name == "..":
                self._back()
            elif not self._trail:
                self._enter_root(name)
            elif not self._ahead:
                if not follow or not self._follow(name):
                    return self._place(name)
            else:
                self._step(name, make_parents)
        if not self._trail:
            raise self._outside()
        return self._place(".")

    def close(self):
        while self._trail:
            self._back()

    def _enter(self, path):
        """Go on with another path; only names that lead somewhere count."""
        if path.startswith("/"):
            self.close()
            path = self._paths.virtual(path)
        self._ahead.extendleft(reversed([name for name in path.split("/") if name not in ("", ".")]))

    def _enter_root(self, name):
        root = self._paths.root(name)
        if root is None:
            raise self._outside()
        self._trail.append((name, os.dup(root)))

    def _back(self):
        if self._trail:
            os.close(self._trail.pop()[1])

    def _step(self, name, make):
        folder = self._trail[-1][1]
        try:
            self._trail.append((name, os.open(name, WALK, dir_fd=folder)))
        except FileNotFoundError:
            if not make:
                raise
            try:
                os.mkdir(name, 0o755, dir_fd=folder)
            except FileExistsError:
                # Somebody else was quicker, or it is a link that leads nowhere
                pass
            self._trail.append((name, os.open(name, WALK, dir_fd=folder)))
        except OSError as error:
            # Which of the two it is for a link differs between systems
            if error.errno not in (errno.ELOOP, errno.ENOTDIR) or not self._follow(name):
                raise

    def _follow(self, name):
        """If the name is a link's, put its target ahead instead."""
        try:
            target = os.readlink(name, dir_fd=self._trail[-1][1])
        except OSError as error:
            if error.errno in (errno.EINVAL, errno.ENOENT):
                return False
            raise
        self._links += 1
        if self._links > MAX_LINKS:
            raise Refusal("INVALID_PATH", "%s has too many links in it" % self._asked)
        self._enter(target)
        return True

    def _place(self, name):
        names = [each for each, _ in self._trail]
        if name == "." and len(names) > 1:
            # A folder that was stepped into: say so by its name in the folder before
            name = names.pop()
            self._back()
        path = "/" + "/".join(names if name == "." else names + [name])
        return Place(os.dup(self._trail[-1][1]), name, path)

    def _outside(self):
        return Refusal("PATH_NOT_ALLOWED", "%s is outside of /workspace and /tmp" % self._asked)


def check(path):
    """Refuse what can be no path at all."""
    if not isinstance(path, str) or not path:
        raise Refusal("INVALID_PATH", "The path is empty")
    try:
        if b"\0" in os.fsencode(path):
            raise Refusal("INVALID_PATH", "The path has a NUL character in it")
    except UnicodeEncodeError:
        raise Refusal("INVALID_PATH", "The path is not valid text") from None
    return path


def refusal_of(error, path, missing="FILE_NOT_FOUND"):
    """What an operating system's error is to the API."""
    number = error.errno
    if number in (errno.ENOENT, errno.ENOTDIR):
        return Refusal(missing, "%s does not exist" % path)
    if number in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Refusal("PERMISSION_DENIED", "%s: %s" % (path, os.strerror(number)))
    if number in (errno.ENAMETOOLONG, errno.EILSEQ):
        return Refusal("INVALID_PATH", "%s: %s" % (path, os.strerror(number)))
    if number == errno.EEXIST:
        return Refusal("FILE_ALREADY_EXISTS", "%s exists already" % path)
    return Refusal("FILE_OPERATION_FAILED", "%s: %s" % (path, os.strerror(number or 0)))


def is_folder(status):
    return status is not None and stat.S_ISDIR(status.st_mode)

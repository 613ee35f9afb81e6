"""Removes a folder with all that is in it, however deep that is."""

import errno
import itertools
import os
import stat

OPEN = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


def remove_tree(place):
    """A generator, since there may be much to remove.

    Folders in folders are first moved up to the top, so that two open folders do for any depth and
    nothing is ever looked up by a path that could have changed.
    """
    top = open_folder(place.name, place.folder)
    try:
        numbers = itertools.count()
        names = os.listdir(top)
        while names:
            for name in names:
                yield from remove_entry(top, name, numbers)
            names = os.listdir(top)
    finally:
        os.close(top)
    os.rmdir(place.name, dir_fd=place.folder)


def remove_entry(top, name, numbers):
    if not is_folder(name, top):
        unlink(name, top)
        return
    folder = open_folder(name, top)
    try:
        for each in os.listdir(folder):
            if is_folder(each, folder):
                os.close(open_folder(each, folder))
                os.rename(each, free_name(top, numbers), src_dir_fd=folder, dst_dir_fd=top)
            else:
                unlink(each, folder)
            yield
    finally:
        os.close(folder)
    os.rmdir(name, dir_fd=top)


def is_folder(name, parent):
    try:
        return stat.S_ISDIR(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode)
    except FileNotFoundError:
        return False


def unlink(name, parent):
    try:
        os.unlink(name, dir_fd=parent)
    except FileNotFoundError:
        pass


def open_folder(name, parent):
    """Open a folder to empty it, whatever its permissions are."""
    try:
        folder = os.open(name, OPEN, dir_fd=parent)
    except PermissionError:
        allow(name, parent)
        folder = os.open(name, OPEN, dir_fd=parent)
    if os.fstat(folder).st_mode & stat.S_IRWXU != stat.S_IRWXU:
        os.fchmod(folder, 0o700)
    return folder


def allow(name, parent):
    """Let a folder be opened. Its descriptor, not its name, is changed: a name could be a link by now."""
    if not hasattr(os, "O_PATH"):
        raise PermissionError(errno.EACCES, name)
    handle = os.open(name, os.O_PATH | OPEN, dir_fd=parent)
    try:
        os.chmod("/proc/self/fd/%d" % handle, 0o700)
    finally:
        os.close(handle)


def free_name(folder, numbers):
    while True:
        name = "removed-%d" % next(numbers)
        try:
            os.stat(name, dir_fd=folder, follow_symlinks=False)
        except FileNotFoundError:
            return name

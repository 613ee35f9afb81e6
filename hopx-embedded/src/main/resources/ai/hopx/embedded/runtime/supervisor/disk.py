"""How much a sandbox has written, and the end of one that has written too much."""

import os
import re
import time

from refusal import Refusal

# A measurement may take this share of the time between two of them
MAX_SHARE = 0.05
MIN_SECONDS = 1.0

# Between two looks at a sandbox in which nothing was asked for, but something still runs
IDLE_SECONDS = 10.0


class Quota:
    """Measures while something runs; an idle sandbox is left alone.

    The kernel's limits are for single files (limits.py); this one is for all of them together.
    """

    def __init__(self, supervisor, limit):
        self._supervisor = supervisor
        self._limit = limit
        self._armed = False
        self._busy = False
        self._known = 0
        self._added = 0

    def add(self, size):
        """Take note of bytes that are about to be written for the server, or refuse them."""
        self._added += size
        if self._known + self._added > self._limit:
            raise Refusal("FILE_OPERATION_FAILED", "The sandbox's limit of %d MiB of files is reached"
                          % (self._limit >> 20))

    def touch(self):
        """Take note that something may write from now on."""
        self._busy = True
        if not self._armed:
            self._armed = True
            self._supervisor.loop.later(MIN_SECONDS, self._look)

    def _look(self):
        self._supervisor.loop.slices(self._measure())

    def _measure(self):
        begin = time.monotonic()
        allocated = self._added = 0
        for each, _ in file_sizes(self._supervisor.settings["disk"]):
            allocated += each
            yield
        self._known = allocated
        if allocated > self._limit:
            self._supervisor.give_up("The sandbox holds %d MiB of files, its limit is %d MiB"
                                     % (allocated >> 20, self._limit >> 20))
        self._again(time.monotonic() - begin)

    def _again(self, spent):
        if self._supervisor.is_busy():
            wait = MIN_SECONDS
        elif self._busy or self._supervisor.has_background():
            wait = IDLE_SECONDS
        else:
            self._armed = False
            return
        self._busy = False
        self._supervisor.loop.later(max(wait, spent / MAX_SHARE), self._look)


def file_sizes(folders):
    """Yield (allocated bytes, length) of each file below the folders, one with many names once.

    What is mounted somewhere below them was brought there from outside, and is not counted.
    """
    pending = list(folders)
    mounted = mount_points()
    seen = set()
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                for entry in entries:
                    if entry.path in mounted:
                        continue
                    if entry.is_dir(follow_symlinks=False):
                        pending.append(entry.path)
                        continue
                    status = entry.stat(follow_symlinks=False)
                    if status.st_nlink > 1:
                        if (status.st_dev, status.st_ino) in seen:
                            continue
                        seen.add((status.st_dev, status.st_ino))
                    yield status.st_blocks * 512, status.st_size
        except OSError:
            # Gone in the meantime, or closed to us
            continue


def mount_points():
    try:
        with open("/proc/self/mountinfo", errors="surrogateescape") as file:
            return {re.sub(r"\\(\d{3})", lambda code: chr(int(code.group(1), 8)), line.split(" ")[4]) for line in file}
    except OSError:
        # A system that does not tell, and has no isolation that would mount anything
        return set()

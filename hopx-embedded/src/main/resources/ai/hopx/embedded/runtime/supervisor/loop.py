"""The supervisor's event loop: descriptors, timers, ended children and long work in small slices.

One thread does everything. So nothing needs a lock, and what a program wrote before it ended has
been read before its end is reported: there is no other reader that could be in between.
"""

import heapq
import itertools
import os
import selectors
import signal
import time
import traceback
from collections import deque

SLICE_SECONDS = 0.005


class Timer:
    """A call that is to be made later, unless it is cancelled."""

    def __init__(self, when, callback):
        self.when = when
        self.callback = callback

    def cancel(self):
        self.callback = None


class Loop:
    def __init__(self):
        self._selector = selectors.DefaultSelector()
        self._timers = []
        self._order = itertools.count()
        self._slices = deque()
        self._exits = {}
        self._stopped = False
        # A signal that arrives makes the descriptor readable, so a child's end wakes the loop
        wake_read, wake_write = os.pipe()
        os.set_blocking(wake_read, False)
        os.set_blocking(wake_write, False)
        signal.set_wakeup_fd(wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self.on_readable(wake_read, lambda: self._drain(wake_read))

    def on_readable(self, fd, callback):
        self._selector.register(fd, selectors.EVENT_READ, callback)

    def on_writable(self, fd, callback):
        self._selector.register(fd, selectors.EVENT_WRITE, callback)

    def forget(self, fd):
        try:
            self._selector.unregister(fd)
        except KeyError:
            pass

    def on_exit(self, pid, callback):
        """Call back with the wait status of a child. To be called in the turn that started it."""
        self._exits[pid] = callback

    def forget_exits(self):
        """Collect children without telling anybody: it is the end."""
        self._exits.clear()

    def later(self, seconds, callback):
        timer = Timer(time.monotonic() + seconds, callback)
        heapq.heappush(self._timers, (timer.when, next(self._order), timer))
        return timer

    def slices(self, generator):
        """Run a generator to its end, a few milliseconds at a time, with all else in between."""
        self._slices.append(generator)

    def stop(self):
        self._stopped = True

    def run(self):
        while not self._stopped:
            for key, _ in self._selector.select(self._patience()):
                # An earlier callback of this round may have closed this descriptor
                if self._selector.get_map().get(key.fd) is key:
                    guarded(key.data)
            self._run_timers()
            guarded(self._run_slice)

    def reap(self):
        """Collect every child that ended, also the orphans that fell to this process."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return False
            if pid == 0:
                return True
            callback = self._exits.pop(pid, None)
            if callback is not None:
                guarded(callback, status)

    def _drain(self, fd):
        try:
            while os.read(fd, 4096):
                pass
        except BlockingIOError:
            pass
        self.reap()

    def _patience(self):
        if self._slices:
            return 0
        while self._timers and self._timers[0][2].callback is None:
            heapq.heappop(self._timers)
        if not self._timers:
            return None
        return max(0.0, self._timers[0][0] - time.monotonic())

    def _run_timers(self):
        now = time.monotonic()
        while self._timers and self._timers[0][0] <= now:
            timer = heapq.heappop(self._timers)[2]
            callback, timer.callback = timer.callback, None
            if callback is not None:
                guarded(callback)

    def _run_slice(self):
        if not self._slices:
            return
        generator = self._slices.popleft()
        end = time.monotonic() + SLICE_SECONDS
        for _ in generator:
            if time.monotonic() >= end:
                self._slices.append(generator)
                return


def guarded(callback, *arguments):
    """Call back; a mistake in there is written down and does not end everything else."""
    try:
        callback(*arguments)
    except Fatal:
        raise
    except Exception:
        traceback.print_exc()


class Fatal(Exception):
    """There is no way to go on."""

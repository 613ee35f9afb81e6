"""The sandbox's processes: who they are, and signals to all of them or to those of one run."""

import os
import signal
import time
from collections import namedtuple

# The variable that tells which run a process belongs to. Daemons keep it, whatever session and
# parent they choose, unless they clear their environment.
RUN_VARIABLE = "HOPX_RUN"

# What the Python kernel itself carries: a child that it forks without exec shows this one
KERNEL_RUN = "python"

# How long one generation of processes may take to stop before the next one is stopped
STOP_SECONDS = 2

# The same for processes that wait for a device
DEVICE_SECONDS = 0.05

POLL_SECONDS = 0.0005

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")

Process = namedtuple("Process", "pid parent session state started ticks resident name")


PROC = os.path.exists("/proc/self/stat")


def now_in_ticks():
    """The clock that processes' start times are in."""
    return int(time.clock_gettime(time.CLOCK_BOOTTIME) * TICKS) if PROC else int(time.time()) * TICKS


def snapshot():
    """All processes that can be seen, by process id."""
    if not PROC:
        import ps
        return ps.snapshot(Process, TICKS)
    found = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            process = read(int(entry))
            if process is not None:
                found[process.pid] = process
    return found


def read(pid):
    if not PROC:
        return snapshot().get(pid)
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            text = file.read()
    except OSError:
        return None
    # The name is in brackets and may hold brackets and spaces itself
    name = text[text.index(b"(") + 1:text.rindex(b")")].decode(errors="replace")
    fields = text[text.rindex(b")") + 2:].split()
    return Process(pid, int(fields[1]), int(fields[3]), fields[0].decode(), int(fields[19]),
                   int(fields[11]) + int(fields[12]), int(fields[21]) * PAGE, name)


def is_alive(pid, started):
    process = read(pid)
    return process is not None and process.started == started and process.state not in "ZX"


def run_of(pid):
    """The run that a process was started by, as its environment tells, or None."""
    prefix = RUN_VARIABLE.encode() + b"="
    try:
        with open("/proc/%d/environ" % pid, "rb") as file:
            for variable in file.read().split(b"\0"):
                if variable.startswith(prefix):
                    return variable[len(prefix):].decode(errors="replace")
    except OSError:
        pass
    return None


def command_line(pid):
    try:
        with open("/proc/%d/cmdline" % pid, "rb") as file:
            return file.read(65536).rstrip(b"\0").replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def descendants(processes, root):
    """The ids of all processes below ``root``."""
    children = {}
    for process in processes.values():
        children.setdefault(process.parent, []).append(process.pid)
    found, pending = set(), [root]
    while pending:
        for pid in children.get(pending.pop(), ()):
            if pid not in found:
                found.add(pid)
                pending.append(pid)
    return found


def send(pid, number):
    try:
        os.kill(pid, number)
    except (ProcessLookupError, PermissionError):
        pass


class Sandbox:
    """All processes of the sandbox but this one.

    In a process namespace of its own, that is everybody; otherwise whoever descends from here,
    which orphans do too (see ``adopt_orphans`` in supervisor.py).
    """

    def __init__(self, isolated):
        self._isolated = isolated
        self._self = os.getpid()

    def members(self):
        processes = snapshot()
        if self._isolated:
            processes.pop(self._self, None)
            return processes
        below = descendants(processes, self._self)
        return {pid: processes[pid] for pid in below}

    def signal_all(self, number, parents_first=True):
        """Signal everybody, parents before or after their children, until nobody new turns up.

        A terminal's shell that sees its job stop before it is stopped itself takes note and runs
        on: so it is the first to stop, which takes a moment, and the last to go on.
        """
        seen = set()
        while True:
            members = self.members()
            new = [p for p in members.values()
                   if (p.pid, p.started) not in seen and p.state not in "ZX"]
            if not new:
                return
            generations = {}
            for process in new:
                generations.setdefault(generation(process, members), []).append(process)
            for _, processes in sorted(generations.items(), reverse=not parents_first):
                for process in processes:
                    seen.add((process.pid, process.started))
                    send(process.pid, number)
                if number == signal.SIGSTOP:
                    wait_for_stop(processes)

    def are_stopped(self):
        return all(process.state in "TtZX" for process in self.members().values())

    def kill_all(self):
        if self._isolated:
            try:
                # One call that no fork can outrun; this process, the first, is spared
                os.kill(-1, signal.SIGKILL)
            except ProcessLookupError:
                pass
        else:
            self.signal_all(signal.SIGKILL)

    def kill_run(self, run, leader, since=None):
        """Kill what belongs to a run: its variable, its session, its descendants.

        With ``since``, a time in ticks, the leader is the Python kernel, which is spared with all
        that it had started before. Returns those that were killed: it takes them a moment to die.
        """
        seen = set()
        while True:
            members = self.members()
            below = descendants(members, leader)
            victims = [p for p in members.values()
                       if (p.pid, p.started) not in seen and p.state not in "ZX"
                       and belongs(p, run, leader, below, since)]
            if not victims:
                return seen
            # Parents first, which ids do not tell once they have wrapped around: a shell that sees
            # its children die goes on, and may end well
            for process in sorted(victims, key=lambda each: generation(each, members)):
                seen.add((process.pid, process.started))
                send(process.pid, signal.SIGKILL)


def generation(process, processes):
    """How many of the others a process descends from."""
    count = 0
    while process.parent in processes and count < len(processes):
        process = processes[process.parent]
        count += 1
    return count


def wait_for_stop(processes):
    """Wait until all are stopped, which on a busy machine is not before their turn; those that wait for a device may not be
    stopped for long."""
    begin = time.monotonic()
    while time.monotonic() - begin < STOP_SECONDS:
        states = [each.state for each in map(read, [p.pid for p in processes]) if each is not None]
        going_on = [state for state in states if state not in "TtZX"]
        patient = time.monotonic() - begin < DEVICE_SECONDS
        if not going_on or (not patient and all(state == "D" for state in going_on)):
            return
        time.sleep(POLL_SECONDS)


def belongs(process, run, leader, below, since):
    mark = run_of(process.pid)
    if mark == run:
        return since is None or process.pid != leader
    if since is None:
        return process.pid == leader or process.session == leader or process.pid in below
    return (process.pid != leader and process.started >= since
            and (process.pid in below or mark == KERNEL_RUN))

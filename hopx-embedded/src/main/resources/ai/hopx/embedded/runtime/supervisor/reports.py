"""What a sandbox's processes are and use, for the server."""

import json
import os
import pwd

from disk import file_sizes
from processes import TICKS, command_line, now_in_ticks

STATES = {"R": "running", "S": "sleeping", "D": "disk-sleep", "T": "stopped", "t": "stopped",
          "Z": "zombie", "X": "dead", "I": "idle"}


def describe(processes):
    """The process list as JSON."""
    now = now_in_ticks()
    user = user_name()
    return json.dumps([{
        "pid": process.pid, "name": process.name,
        "command": command_line(process.pid) or "[%s]" % process.name, "user": user,
        "status": STATES.get(process.state, "other"),
        "cpuPercent": round(100.0 * process.ticks / max(1, now - process.started), 2),
        "memoryBytes": process.resident} for process in processes]).encode()


def user_name():
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return str(os.getuid())


def measure(supervisor, request):
    """Answer with what the sandbox uses; a generator, since the files may be many."""
    size = 0
    for _, each in file_sizes(supervisor.settings["disk"]):
        size += each
        yield
    processes = supervisor.processes.members().values()
    supervisor.answer(
        request, processes=len(processes), running=sum(p.state == "R" for p in processes),
        cpuSeconds=sum(p.ticks for p in processes) / TICKS,
        memoryBytes=sum(p.resident for p in processes), diskBytes=size)

"""The process list of a system without /proc (macOS), as every ps can tell it."""

import os
import subprocess
import time

COLUMNS = "pid=,ppid=,state=,rss=,time=,lstart=,comm="


def snapshot(make, ticks):
    """All processes but the ps itself, by process id; ``make`` takes what /proc would give."""
    ps = subprocess.Popen(["ps", "-A", "-o", COLUMNS], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          env={"LC_ALL": "C", "PATH": os.defpath})
    listing = ps.communicate()[0].decode(errors="replace")
    found = {}
    for line in listing.splitlines():
        fields = line.split(None, 10)
        if len(fields) == 11 and int(fields[0]) != ps.pid:
            pid, parent, resident = int(fields[0]), int(fields[1]), int(fields[3]) * 1024
            started = int(time.mktime(time.strptime(" ".join(fields[6:10]), "%b %d %H:%M:%S %Y"))) * ticks
            found[pid] = make(pid, parent, session_of(pid), fields[2][0], started,
                              int(seconds(fields[4]) * ticks), resident, os.path.basename(fields[10].strip()))
    return found


def session_of(pid):
    try:
        return os.getsid(pid)
    except OSError:
        return 0


def seconds(text):
    """The seconds of [[days-]hours:]minutes:seconds[.fraction]."""
    days, _, rest = text.rpartition("-")
    total = 0.0
    for part in rest.split(":"):
        total = total * 60 + float(part)
    return total + int(days or 0) * 86400

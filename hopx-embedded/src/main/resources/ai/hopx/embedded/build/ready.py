"""Waits, inside the sandbox, for what a template's ready check names."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

ATTEMPT_SECONDS = 5.0


def port(value):
    for host in ("127.0.0.1", "::1"):
        try:
            socket.create_connection((host, int(value)), ATTEMPT_SECONDS).close()
            return True
        except OSError:
            continue
    return False


def url(value):
    try:
        with urllib.request.urlopen(value, timeout=ATTEMPT_SECONDS):
            return True
    except (OSError, ValueError, urllib.error.URLError):
        return False


def process(value):
    # Neither this program nor the one that started it, which is the sandbox's own
    others = {os.getpid(), os.getppid()}
    lines = subprocess.run(["ps", "-A", "-o", "pid=,args="], stdout=subprocess.PIPE, text=True, check=False) \
        .stdout.splitlines() if not os.path.isdir("/proc/self") else list(proc_lines())
    for line in lines:
        number, _, arguments = line.strip().partition(" ")
        words = arguments.split()
        if int(number) not in others and words and value in (words[0], os.path.basename(words[0])):
            return True
    return False


def proc_lines():
    for number in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open("/proc/%s/stat" % number) as file:
                state = file.read()
            name, _, rest = state.partition("(")[2].rpartition(")")
            if rest.split()[0] == "Z":
                continue
            yield "%s %s" % (number, name)
            with open("/proc/%s/cmdline" % number) as file:
                yield "%s %s" % (number, file.read().replace("\0", " "))
        except OSError:
            # It has ended
            continue


def command(value):
    try:
        return subprocess.run(["bash", "-c", value], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, timeout=max(ATTEMPT_SECONDS, timeout)).returncode == 0
    except subprocess.TimeoutExpired:
        return False


kind, wanted, timeout, interval = sys.argv[1], sys.argv[2], float(sys.argv[3]), float(sys.argv[4])
check = {"port": port, "url": url, "file": os.path.exists, "process": process, "command": command}[kind]
end = time.monotonic() + timeout
while not check(wanted):
    if time.monotonic() + interval > end:
        sys.exit(1)
    time.sleep(interval)
